// The hosts that the bot speaks with: Teams' connectors and the file hosts behind its consent cards. Pure.
// The SDK limits nothing (`isTrustedServiceUrl` is a stub), and its token goes wherever a reference points.

/** Commercial, GCC, GCC High and DoD: learn.microsoft.com, "Send proactive messages". */
export const teamsServices: readonly string[] = [
  'https://smba.trafficmanager.net',
  'https://smba.infra.gcc.teams.microsoft.com',
  'https://smba.infra.gov.teams.microsoft.us',
  'https://smba.infra.dod.teams.microsoft.us',
];

/** OneDrive for Business: every organisation has its own name below one of these. */
const fileHosts = ['.sharepoint.com', '.sharepoint.us', '.sharepoint-mil.us'];

/**
 * Whether a `serviceUrl` is at one of the origins, written as a URL parser would write it, so that nobody reads it as
 * another host. Without TLS only on this machine, and only where such an origin is listed.
 */
export function isAllowedService(url: string, origins: readonly string[]): boolean {
  const parsed = canonical(url);
  if (parsed === undefined || !origins.includes(parsed.origin)) return false;
  return parsed.protocol === 'https:' || isLoopback(parsed);
}

/** Whether bytes may be fetched from, or put to, that address: a file host, or one of the origins. */
export function isAllowedFile(url: string, origins: readonly string[]): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, username, password, hostname, port, origin } = new URL(url);
  if (username !== '' || password !== '') return false;
  const isFileHost =
    protocol === 'https:' && port === '' && fileHosts.some((host) => hostname.endsWith(host));
  return isFileHost || origins.includes(origin);
}

/** No token goes to a playground on this machine: it is not encrypted, and whoever listens there is not Microsoft. */
export function isLoopback({ protocol, hostname }: URL): boolean {
  return protocol === 'http:' && (hostname === '127.0.0.1' || hostname === 'localhost');
}

function canonical(url: string): URL | undefined {
  if (!URL.canParse(url)) return undefined;
  const parsed = new URL(url);
  const isAsWritten = parsed.href === url || parsed.href === `${url}/`;
  const isBare = parsed.username === '' && parsed.password === '' && !/[?#]/.test(url);
  return isAsWritten && isBare ? parsed : undefined;
}
