// botbuilder as it comes: its adapter on Node's own server, its authentication of real tokens, and answers that are known beforehand.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import {
  type AdaptiveCardInvokeResponse,
  CloudAdapter,
  ConfigurationBotFrameworkAuthentication,
  TeamsActivityHandler,
  type TurnContext,
} from 'botbuilder';

const { TEAMS_APP_ID: appId = '', TEAMS_OPENID_URL: keysAt = '' } = process.env;
const contentType = 'application/vnd.microsoft.card.adaptive';
const card = {
  $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
  type: 'AdaptiveCard',
  version: '1.5',
  body: [{ type: 'TextBlock', text: 'Frister', wrap: true }],
};

class Bot extends TeamsActivityHandler {
  constructor() {
    super();
    this.onMessage(async (context, next) => {
      await context.sendActivity({ type: 'message', attachments: [{ contentType, content: card }] });
      await next();
    });
  }

  protected override async onAdaptiveCardInvoke(_: TurnContext): Promise<AdaptiveCardInvokeResponse> {
    return { statusCode: 200, type: contentType, value: card };
  }
}

const cloud = {
  MicrosoftAppId: appId,
  ToBotFromChannelOpenIdMetadataUrl: keysAt,
  ToBotFromChannelTokenIssuer: 'https://api.botframework.com',
  ToBotFromEmulatorOpenIdMetadataUrl: keysAt,
  ToChannelFromBotLoginUrl: 'https://login.microsoftonline.com/botframework.com',
  ToChannelFromBotOAuthScope: 'https://api.botframework.com',
};
// Entra is not here to give it a token; ours sends none to this machine either.
const credentials = {
  isValidAppId: async (id: string) => id === appId,
  isAuthenticationDisabled: async () => false,
  createCredentials: async () => ({ signRequest: async <T>(request: T) => request }),
};
const adapter = new CloudAdapter(new ConfigurationBotFrameworkAuthentication(cloud, credentials));
const bot = new Bot();

const server = createServer(async (request, response) => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  const body: Record<string, unknown> = JSON.parse(Buffer.concat(chunks).toString());
  await adapter.process(withBody(request, body), asSdk(response), (context) => bot.run(context));
});

server.listen(0, () => {
  const address = server.address();
  console.error(`port ${typeof address === 'object' ? address?.port : ''}`);
});

function withBody({ method = '', headers }: IncomingMessage, body: Record<string, unknown>) {
  return { method, headers, body };
}

/** What express would add. */
function asSdk(response: ServerResponse) {
  return {
    socket: response.socket,
    status: (code: number) => void Object.assign(response, { statusCode: code }),
    header: (name: string, value: unknown) => void response.setHeader(name, String(value)),
    send: (body: unknown) =>
      void response.setHeader('content-type', 'application/json').write(JSON.stringify(body)),
    end: () => void response.end(),
  };
}
