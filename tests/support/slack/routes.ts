// The HTTP side of the fake: which request is which method, upload, download or response URL, and what is answered.
import { type Answer, type Handler, missingScope, refused, scopeFor } from './answers.ts';
import { checkArguments, readBody } from './arguments.ts';
import { conversationMethods } from './conversations.ts';
import { fileMethods } from './file-methods.ts';
import { type Json, textAt } from './json-reading.ts';
import { messageMethods } from './messages.ts';
import { commonErrors, type Method, methods } from './methods.ts';
import { useResponseUrl } from './response-urls.ts';
import { viewMethods } from './views.ts';
import type { Team, World } from './world.ts';

export interface Request {
  readonly verb: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Buffer;
}

export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
  /** What happened, for the list of calls. */
  readonly outcome: string;
}

/** What a request is for, with its arguments, before anything is done. */
export interface Addressed {
  readonly target: string;
  readonly args: Json;
  readonly token: string | undefined;
  readonly work: () => Promise<Reply>;
}

const handlers: ReadonlyMap<string, Handler> = new Map(
  Object.entries({ ...messageMethods, ...conversationMethods, ...fileMethods, ...viewMethods }),
);

const json = (answer: Answer): Reply => ({
  status: 200,
  headers: { 'content-type': 'application/json; charset=utf-8' },
  body: JSON.stringify(answer),
  outcome: answer.ok ? 'ok' : (textAt(answer, 'error') ?? 'not ok'),
});
const plain = (status: number, body: string, outcome = body): Reply => ({
  status,
  headers: { 'content-type': 'text/plain' },
  body,
  outcome,
});

export function address(world: World, request: Request): Addressed {
  const sent = readBody(request.headers['content-type'] ?? '', request.body);
  const bearer = request.headers.authorization?.replace(/^Bearer /, '');
  const token = bearer ?? textAt(sent, 'token');
  const path = request.path.split('?')[0] ?? '';
  if (path.startsWith('/api/')) {
    const target = path.slice('/api/'.length);
    return { target, args: sent ?? {}, token, work: async () => json(call(world, target, sent, token)) };
  }
  if (path.startsWith('/upload/'))
    return { target: 'upload', args: {}, token, work: () => upload(world, path, request) };
  if (path.startsWith('/files-pri/'))
    return { target: 'download', args: { path }, token, work: async () => download(world, path, token) };
  if (/^\/(commands|actions)\//.test(path)) return respond(world, path, request, sent);
  if (path === '/signin')
    return {
      target: 'signin',
      args: {},
      token,
      work: async () => plain(200, '<!DOCTYPE html><title>Sign in</title>', 'ok'),
    };
  world.violations.push(`no such address: ${request.verb} ${path}`);
  return { target: path, args: {}, token, work: async () => plain(404, 'not_found') };
}

function call(world: World, name: string, sent: Json | undefined, token: string | undefined): Answer {
  const answer = answered(world, name, sent, token);
  const code = textAt(answer, 'error');
  if (code !== undefined && !commonErrors.has(code) && methods.get(name)?.errors.has(code) !== true)
    throw new Error(`the fake answers ${name} with an undocumented error: ${code}`);
  return answer;
}

function answered(world: World, name: string, sent: Json | undefined, token: string | undefined): Answer {
  const method = methods.get(name);
  const handler = handlers.get(name);
  if (method === undefined || handler === undefined) {
    world.violations.push(`unknown method ${name}`);
    return refused('unknown_method');
  }
  if (sent === undefined) return refused('invalid_form_data');
  if (token === undefined || token === '') return refused('not_authed');
  const team = [...world.teams.values()].find(
    (one) => (name === 'apps.connections.open' ? one.appToken : one.token) === token,
  );
  if (team === undefined) return refused('invalid_auth');
  const checked = checkArguments(name, method, sent);
  if ('refusal' in checked) {
    world.violations.push(checked.violation);
    return checked.refusal;
  }
  return (
    missingScope(team, needed(name, method, world, checked.args)) ??
    handler({ world, team, args: checked.args })
  );
}

/** The conversation methods check the channel's own kind themselves, once they know it. */
function needed(name: string, method: Method, world: World, args: Json): readonly string[] {
  const channel = world.channels.get(textAt(args, 'channel') ?? '');
  if (name === 'conversations.history' && channel !== undefined) return [scopeFor(channel, 'history')];
  return method.scopes;
}

async function upload(world: World, path: string, request: Request): Promise<Reply> {
  const known = world.uploads.get(path.split('/').at(-1) ?? '');
  if (known === undefined || request.verb !== 'POST') return plain(404, 'no such upload');
  const type = request.headers['content-type'] ?? '';
  if (type.startsWith('multipart/form-data')) {
    const form = await new globalThis.Response(new Uint8Array(request.body), {
      headers: { 'content-type': type },
    }).formData();
    const [part] = [...form.values()];
    known.bytes =
      part === undefined || typeof part === 'string'
        ? Buffer.from(part ?? '')
        : new Uint8Array(await part.arrayBuffer());
  } else known.bytes = new Uint8Array(request.body);
  return plain(200, `OK - ${known.bytes.length}`, 'ok');
}

/** Without a token that may read it, Slack sends the caller to the sign-in page: 200 and HTML in the end. */
function download(world: World, path: string, token: string | undefined): Reply {
  const [, , which = ''] = path.split('/');
  const [, id = ''] = which.split('-');
  const file = world.files.get(id);
  const team: Team | undefined = [...world.teams.values()].find((one) => one.token === token);
  const may =
    team !== undefined && file?.team === team.id && missingScope(team, ['files:read']) === undefined;
  if (!may) return { ...plain(302, '', 'to the sign-in page'), headers: { location: `${world.url}/signin` } };
  if (file.deleted) return plain(404, 'file_deleted');
  return { status: 200, headers: { 'content-type': file.mimetype }, body: file.bytes, outcome: 'ok' };
}

function respond(world: World, path: string, request: Request, sent: Json | undefined): Addressed {
  const target = world.responseUrls.get(world.url + path);
  const work = async (): Promise<Reply> => {
    if (target === undefined || request.verb !== 'POST') return plain(404, 'no_such_url');
    if (sent === undefined) return plain(400, 'invalid_payload');
    const why = useResponseUrl(world, target, sent);
    if (why === undefined) return plain(200, 'ok');
    return plain(
      why === 'used_url' || why === 'expired_url' ? 404 : 400,
      JSON.stringify({ ok: false, error: why }),
      why,
    );
  };
  return { target: 'response_url', args: { ...sent, url: world.url + path }, token: undefined, work };
}
