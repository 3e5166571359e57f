import { isAbsolute } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ConfigError, isLoopback, parseConfig } from '../../server/src/config.ts';

const refusal = (environment: Record<string, string>): string => {
  try {
    parseConfig(environment);
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  return 'accepted';
};

describe('settings', () => {
  it('have a default each, and an empty variable counts as not given', () => {
    const { dataDir, ...rest } = parseConfig({ HOST: '', PORT: ' ', ACCESS: '', UNRELATED: 'x' });
    expect(rest).toEqual({
      host: '127.0.0.1',
      port: 8080,
      databaseUrl: '',
      logLevel: 'info',
      access: 'loopback',
      publicUrl: undefined,
      isSecure: false,
      trustedProxies: [],
      hostNames: [],
      openId: undefined,
    });
    expect(isAbsolute(dataDir)).toBe(true);
    expect(dataDir.endsWith('.data')).toBe(true);
  });

  it('take the data folder of the argument before that of the environment', () => {
    expect(parseConfig({ DATA_DIR: '/srv/land' }).dataDir).toBe('/srv/land');
    expect(parseConfig({ DATA_DIR: '/srv/land' }, '/srv/other').dataDir).toBe('/srv/other');
  });

  it.each([
    [{ PORT: 'eighty' }, /^PORT=eighty is not a port\. Give a whole number/],
    [{ PORT: '70000' }, /^PORT=70000 is not a port/],
    [{ PORT: '0' }, /^PORT=0 is not a port/],
    [{ HOST: 'a b' }, /^HOST=a b is not an address/],
    [{ LOG_LEVEL: 'loud' }, /^LOG_LEVEL=loud is not a level\. Give one of fatal/],
    [{ ACCESS: 'yes' }, /^ACCESS=yes is not known\. Set ACCESS=accounts/],
    [{ PUBLIC_URL: 'https://land.example/app' }, /^PUBLIC_URL=https:\/\/land\.example\/app is not the address/],
    [{ PUBLIC_URL: 'ftp://land.example' }, /^PUBLIC_URL=ftp:\/\/land\.example is not the address/],
    [{ TRUSTED_PROXIES: '10.0.0.0/8,proxy' }, /^TRUSTED_PROXIES=10\.0\.0\.0\/8,proxy is not a list/],
    [{ HOST_NAMES: 'a.example:80' }, /^HOST_NAMES=a\.example:80 is not a list of host names/],
    [{ HOST: '0.0.0.0' }, /^HOST=0\.0\.0\.0 would let other machines in.*ACCESS=open/],
    [{ HOST: '192.168.1.5' }, /^HOST=192\.168\.1\.5 would let other machines in/],
  ])('%o are refused with the variable and the cure', (environment, words) => {
    expect(refusal(environment as Record<string, string>)).toMatch(words);
  });

  it('name every variable that does not fit at once', () => {
    expect(refusal({ PORT: 'x', LOG_LEVEL: 'y' }).split('\n')).toHaveLength(2);
  });

  it('never repeat the password of DATABASE_URL', () => {
    const words = refusal({ DATABASE_URL: 'mysql://user:s3cret@host/db' });
    expect(words).toMatch(/^DATABASE_URL is not the address of a PostgreSQL/);
    expect(words).not.toContain('s3cret');
  });

  it('take names with commas between', () => {
    expect(parseConfig({ HOST_NAMES: 'Land.Example, maps.lan' }).hostNames).toEqual(['land.example', 'maps.lan']);
  });

  it('let other machines in where people sign in, and know by PUBLIC_URL its name and whether it has TLS', () => {
    const given = { HOST: '0.0.0.0', ACCESS: 'accounts', PUBLIC_URL: 'https://Land.example.gov.cn:8443/' };
    expect(parseConfig({ ...given, TRUSTED_PROXIES: '10.1.0.0/16, 127.0.0.1' })).toMatchObject({
      access: 'accounts',
      publicUrl: 'https://land.example.gov.cn:8443',
      isSecure: true,
      hostNames: ['land.example.gov.cn'],
      trustedProxies: ['10.1.0.0/16', '127.0.0.1'],
    });
  });

  it('take a provider to sign in by whole or not at all, and never repeat its secret', () => {
    const base = { ACCESS: 'accounts', PUBLIC_URL: 'https://land.example' };
    const given = { OIDC_ISSUER: 'https://login.example/a', OIDC_CLIENT_ID: 'land', OIDC_CLIENT_SECRET: 's3cret' };
    expect(parseConfig({ ...base, ...given, OIDC_NAME: ' 政务网 ' }).openId).toEqual({
      issuer: 'https://login.example/a',
      clientId: 'land',
      clientSecret: 's3cret',
      name: '政务网',
      publicUrl: 'https://land.example',
      patienceS: 10,
    });
    expect(parseConfig({ ...base, ...given, OIDC_ISSUER: 'http://[::1]:9/' }).openId?.name).toBe('');
    const refusals = [
      refusal({ ...base, OIDC_NAME: 'x' }),
      refusal({ ...base, ...given, OIDC_CLIENT_ID: '' }),
      refusal({ ...base, ...given, PUBLIC_URL: '' }),
      refusal({ ...given, PUBLIC_URL: 'https://land.example' }),
      refusal({ ...base, ...given, OIDC_ISSUER: 'http://login.example' }),
      refusal({ ...base, ...given, OIDC_CLIENT_SECRET: 's3cret'.repeat(200) }),
    ];
    expect(refusals.map((words) => words.split('.')[0])).toEqual([
      'OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET are missing beside OIDC_NAME',
      'OIDC_CLIENT_ID is missing beside OIDC_ISSUER, OIDC_CLIENT_SECRET',
      'PUBLIC_URL is missing beside OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET',
      'OIDC_ISSUER is for people who sign in',
      'OIDC_ISSUER=http://login',
      'OIDC_CLIENT_SECRET is longer than 1000 characters',
    ]);
    expect(refusals.join()).not.toContain('s3cret');
  });

  it('let other machines in when ACCESS=open says so', () => {
    expect(parseConfig({ HOST: '0.0.0.0', ACCESS: 'open' })).toMatchObject({ host: '0.0.0.0', access: 'open' });
  });
});

describe('loopback', () => {
  it.each(['127.0.0.1', '127.8.9.10', 'localhost', '::1'])('is %s', (host) => expect(isLoopback(host)).toBe(true));
  it.each(['0.0.0.0', '::', '128.0.0.1', '127.0.0.1.example.com'])('is not %s', (host) =>
    expect(isLoopback(host)).toBe(false),
  );
});
