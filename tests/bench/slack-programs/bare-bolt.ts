// Bolt as it comes: no setting but what it cannot start without, and listeners that know their answer.
import { App } from '@slack/bolt';

const { SLACK_BOT_TOKEN: token = '', SLACK_SIGNING_SECRET: signingSecret = '' } = process.env;
const { SLACK_API_URL: slackApiUrl = '' } = process.env;
const app = new App({ token, signingSecret, clientOptions: { slackApiUrl } });

app.command('/taskforce', async ({ ack }) => {
  await ack('Oversigt');
});
app.action('press', async ({ ack, respond }) => {
  await ack();
  await respond('Oversigt');
});

const server = await app.start(0);
const address = server.address();
console.error(`port ${typeof address === 'object' ? address?.port : ''}`);
