// Where the bot's token and its messages may go: to Microsoft's hosts as they are written, and nowhere that looks like one.
import { describe, expect, test } from 'vitest';
import { isAllowedFile, isAllowedService, teamsServices } from '../../adapters/teams/hosts.ts';

describe('a service url', () => {
  test.each([
    'https://smba.trafficmanager.net/emea/',
    'https://smba.trafficmanager.net/emea/11111111-1111-1111-1111-111111111111/',
    'https://smba.trafficmanager.net/teams',
    'https://smba.trafficmanager.net',
    'https://smba.infra.gcc.teams.microsoft.com/teams/',
    'https://smba.infra.gov.teams.microsoft.us/',
    'https://smba.infra.dod.teams.microsoft.us/',
  ])('of Teams is spoken with: %s', (url) => {
    expect(isAllowedService(url, teamsServices)).toBe(true);
  });

  test.each([
    'http://smba.trafficmanager.net/emea/',
    'https://smba.trafficmanager.net.evil.dk/emea/',
    'https://evil.dk/https://smba.trafficmanager.net/',
    'https://smba.trafficmanager.net@evil.dk/',
    'https://smba.trafficmanager.net:pass@evil.dk/',
    'https://user@smba.trafficmanager.net/emea/',
    'https://user:pass@smba.trafficmanager.net/emea/',
    'https://smba.trafficmanager.net:8443/emea/',
    'https://smba.trafficmanager.net:443/emea/',
    'https://smba.trafficmanager.net./emea/',
    'https://SMBA.trafficmanager.net/emea/',
    'HTTPS://smba.trafficmanager.net/emea/',
    'https://smba.trafficmanagér.net/emea/',
    'https://smba。trafficmanager。net/emea/',
    'https://smba.trafficmanager.net\\@evil.dk/',
    'https:smba.trafficmanager.net/emea/',
    'https://smba.trafficmanager.net/emea/../..//evil',
    'https://smba.trafficmanager.net/emea/?next=https://evil.dk',
    'https://smba.trafficmanager.net/emea/#',
    'https://smba.trafficmanager.net/emea/#x',
    ' https://smba.trafficmanager.net/emea/',
    'https://smba.trafficmanager.net/emea/\n',
    'https://smba.traffic\tmanager.net/emea/',
    'https://smba.trafficmanager.net/{conversationId}/',
    'https://api.smba.trafficmanager.net/',
    'https://127.0.0.1/',
    'javascript:alert(1)',
    'smba.trafficmanager.net',
    '',
  ])('that only looks like one, or is written as no parser would, is not: %j', (url) => {
    expect(isAllowedService(url, teamsServices)).toBe(false);
  });

  test('without TLS is spoken with on this machine alone, and only where it is listed', () => {
    const origins = [
      'http://127.0.0.1:56150',
      'http://localhost:56150',
      'http://10.0.0.1:80',
      'http://example.dk',
    ];
    expect(isAllowedService('http://127.0.0.1:56150/_connector', origins)).toBe(true);
    expect(isAllowedService('http://localhost:56150/_connector', origins)).toBe(true);
    expect(isAllowedService('http://127.0.0.1:56151/', origins)).toBe(false);
    expect(isAllowedService('http://example.dk/', origins)).toBe(false);
    expect(isAllowedService('http://127.0.0.1:56150/', teamsServices)).toBe(false);
  });
});

describe('a file', () => {
  test.each([
    'https://ministeriet-my.sharepoint.com/personal/anna/_layouts/15/download.aspx?UniqueId=1&tempauth=x',
    'https://ministeriet.sharepoint.us/x',
    'https://ministeriet.sharepoint-mil.us/x',
  ])('is fetched from the organisation: %s', (url) => {
    expect(isAllowedFile(url, [])).toBe(true);
  });

  test.each([
    'http://ministeriet-my.sharepoint.com/x',
    'https://ministeriet-my.sharepoint.com.evil.dk/x',
    'https://evilsharepoint.com/x',
    'https://sharepoint.com/x',
    'https://a@ministeriet.sharepoint.com/x',
    'https://ministeriet.sharepoint.com:8443/x',
    'https://ministeriet.sharepoint.com@evil.dk/x',
    'https://ministeriet.sharepoint.com./x',
    'http://169.254.169.254/metadata',
    'http://127.0.0.1:1/x',
    'file:///etc/passwd',
    'x',
  ])('is fetched from nowhere else: %s', (url) => {
    expect(isAllowedFile(url, [])).toBe(false);
  });

  test('is fetched from a listed origin, and only from that port', () => {
    expect(isAllowedFile('http://127.0.0.1:1/x', ['http://127.0.0.1:1'])).toBe(true);
    expect(isAllowedFile('http://127.0.0.1:2/x', ['http://127.0.0.1:1'])).toBe(false);
    expect(isAllowedFile('http://a:b@127.0.0.1:1/x', ['http://127.0.0.1:1'])).toBe(false);
  });
});
