// Slack's own client, pointed at a fake: no retries, no waiting, quiet.
import { webApi } from '@slack/bolt';

const nothing = (): void => undefined;
const quiet = {
  debug: nothing,
  info: nothing,
  warn: nothing,
  error: nothing,
  setLevel: nothing,
  setName: nothing,
  getLevel: () => webApi.LogLevel.ERROR,
};

export function webClient(apiUrl: string, token = 'xoxb-1-test', timeout = 0): webApi.WebClient {
  return new webApi.WebClient(token, {
    slackApiUrl: apiUrl,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logger: quiet,
    timeout,
  });
}
