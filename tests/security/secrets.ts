// What a secret looks like when somebody has left one in a file: the shapes that their makers publish, and a password in an address.

export interface Found {
  readonly kind: string;
  readonly secret: string;
}

/** By what it opens. Sources: the makers' documentation and the rules of gitleaks and secretlint, which know the same shapes. */
const SHAPES: Readonly<Record<string, RegExp>> = {
  'Slack token': /\bxox[abceoprs]-[\w.-]{10,}/g,
  'Slack app token': /\bxapp-[\w-]{10,}/g,
  'Slack webhook': /hooks\.slack\.com\/(?:services|workflows|triggers)\/[\w/]{20,}/g,
  'private key': /-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?-----/g,
  JWT: /\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{10,}/g,
  'AWS key': /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/g,
  'Azure client secret': /\b[\w~.-]{3}\dQ~[\w~.-]{31,34}/g,
  'Azure connection': /\b(?:AccountKey|SharedAccessKey)=[\w+/=]{20,}/g,
  'GitHub token': /\b(?:gh[opsur]_\w{36,}|github_pat_\w{40,})/g,
  'npm token': /\bnpm_\w{36}\b/g,
  'Google key': /\bAIza[\w-]{35}/g,
  'password in an address': /\b[a-z][a-z0-9+.-]*:\/\/[^\s:/@'"`<>]+:[^\s/@'"`<>]+@[\w.[-]+/gi,
  'secret setting':
    /\b(?:SEAL_SECRET|SLACK_SIGNING_SECRET|TEAMS_APP_PASSWORD|METRICS_TOKEN|PGPASSWORD)\s*[=:]\s*['"]?(?!\/)[\w+/~.-]{16,}/g,
};

export function secretsIn(text: string): Found[] {
  return Object.entries(SHAPES).flatMap(([kind, shape]) =>
    [...text.matchAll(shape)].map(([secret]) => ({ kind, secret })),
  );
}
