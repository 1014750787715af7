import assert from 'node:assert/strict';
import path from 'node:path';
import { describe, it } from 'node:test';
import { ConfigError, environmentForWorkers, readConfig } from '../../src/config.ts';

const SECRET = 'Zb4fQ9xK2mVw7RtY5nHc8LpJ3dGs6AeU';
const PRODUCTION = {
  NODE_ENV: 'production',
  PUBLIC_ORIGIN: 'https://www.ep.schaerbeek.be',
  DATABASE_URL: 'postgresql://portal_serving:x@db/portal',
  DATABASE_OWNER_URL: 'postgresql://portal:y@db/portal',
  SESSION_SECRET: SECRET,
  SMTP_URL: 'smtps://user:x@mail.example:465',
  TRUST_PROXY: '10.0.0.5',
  COMMUNE_IBAN: 'BE06 0961 2578 0022',
};

/** The lines said to whoever starts the portal. */
function refusal(environment: Record<string, string>): string[] {
  try {
    readConfig(environment);
  } catch (error) {
    assert.ok(error instanceof ConfigError);
    return error.message.split('\n');
  }
  return [];
}
/** One line, with the name of the value, and something behind it. */
function assertRefused(name: string, environment: Record<string, string>, remedy = /\S/): void {
  const lines = refusal(environment);
  assert.equal(lines.length, 1, `${JSON.stringify(environment)}: ${lines.join(' / ') || 'accepted'}`);
  const [line = ''] = lines;
  assert.ok(line.startsWith(`${name}: `), line);
  assert.match(line.slice(name.length + 2), remedy);
  assert.doesNotMatch(line, /Too (small|big)|Invalid|expected/, 'words of the library');
}

describe('a wrong value stops the start with its name', () => {
  const wrong: readonly (readonly [string, readonly string[], RegExp?])[] = [
    ['NODE_ENV', ['prod', 'Production'], /"development".*"production"/],
    ['HOST', ['localhost', 'portal.example', '127.0.0.1:3000', '*'], /such as 127\.0\.0\.1/],
    ['PORT', ['abc', '-1', '65536', '80.5', '3000x']],
    [
      'PUBLIC_ORIGIN',
      ['ep.example', 'https://ep.example/', 'https://ep.example/fr', 'HTTPS://EP.example', 'https://a@ep.example', '/'],
      /such as https:\/\/ep\.example/,
    ],
    ['DATABASE_URL', ['db', 'mysql://db/portal', 'https://db/portal']],
    ['DATABASE_OWNER_URL', ['db', 'mysql://db/portal', 'https://db/portal']],
    ['SMTP_URL', ['mail.example', 'https://mail.example']],
    ['SMTP_TLS', ['yes', 'true', 'on'], /"required"/],
    ['MAIL_FROM', ['x']],
    ['SESSION_SECRET', ['short', `${SECRET},short`, `${SECRET},`, ' '.repeat(40), SECRET.slice(1)], /at least 32/],
    ['TRUST_PROXY', ['true'], /addresses of the proxies/],
    ['TRUST_PROXY', ['10.0.0.5;10.0.0.6', '*'], /such as 10\.0\.0\.5/],
    ['LOG_LEVEL', ['verbose', 'INFO'], /"info"/],
    ['ROOM_ADDRESSES', ['room 3', '192.0.2.7/24', '192.0.2.7,'], /^give addresses, such as /],
    ['WEB_PROCESSES', ['0', '65', '1.5', 'auto'], /^give a whole number from 1 to 64$/],
    ['STOP_DELAY_SECONDS', ['-1', '61', 'x'], /^give a whole number from 0 to 60$/],
    ['MAX_CONNECTIONS', ['9', '100001', '1e3'], /^give a whole number from 10 to 100000$/],
    ['COMMUNE_NAME_FR', ['x'], /^give a line of 2 to 120 characters$/],
    ['COMMUNE_IBAN', ['BE06', 'BE07 0961 2578 0022', 'x'], /such as BE06 0961 2578 0022$/],
    ['COMMUNE_BIC', ['GKCC', 'gkccbebb'], /such as GKCCBEBB$/],
    ['COMPRESSION', ['yes', 'true'], /"on"/],
    [
      'STORAGE_URL',
      [
        'documents',
        'https://key:secret@s3.example/documents',
        's3://s3.example/documents',
        's3://key:secret@s3.example',
        's3://key:secret@s3.example/A/b',
        's3://%zz:secret@s3.example/documents',
      ],
      /such as s3:\/\/key:secret@s3\.example\/documents/,
    ],
    [
      'CLAMD_URL',
      ['localhost:3310', 'http://clamd:3310', 'unix:clamd.ctl', 'tcp://'],
      /such as tcp:\/\/127\.0\.0\.1:3310/,
    ],
    ['UPLOAD_LIMIT_MB_PER_FILE', ['0', '101', '1.5', 'x']],
    ['UPLOAD_LIMIT_MB_PER_SUBMISSION', ['0', '9', 'x']],
    ['SIGN_UP_LIMIT_PER_HOUR', ['0', '-1', 'none', '1000001', '1.5']],
    ['SIGN_IN_LIMIT_PER_5_MINUTES', ['0', 'x']],
    ['REFUSED_SIGN_INS_PER_HOUR', ['0', 'x']],
    ['CAPTCHA_LIMIT_PER_HOUR', ['0', 'x']],
    ['PASSWORD_RESET_LIMIT_PER_10_MINUTES', ['0', 'x']],
  ];
  for (const [name, values, remedy] of wrong) {
    for (const value of values) {
      it(`${name}=${value}`, () => {
        assertRefused(name, { [name]: value }, remedy);
        assertRefused(name, { ...PRODUCTION, [name]: value }, remedy);
      });
    }
  }

  it('and all of them are said at once', () => {
    const lines = refusal({ PORT: 'x', LOG_LEVEL: 'x', COMPRESSION: 'x' });
    assert.deepEqual(lines.map((line) => line.split(':')[0]).sort(), ['COMPRESSION', 'LOG_LEVEL', 'PORT']);
  });

  it('and no secret is repeated on the screen', () => {
    const said = refusal({ SESSION_SECRET: 'hunter2', DATABASE_URL: 'mysql://u:hunter2@db', SMTP_URL: 'x:hunter2' });
    assert.equal(said.length, 3);
    assert.doesNotMatch(said.join('\n'), /hunter2/);
  });
});

describe('production', () => {
  const required = {
    PUBLIC_ORIGIN: /required in production: .*https:\/\/portal\.commune\.example/,
    DATABASE_URL: /required in production: .*postgresql:\/\//,
    DATABASE_OWNER_URL: /required in production: .*owner of the tables/,
    SESSION_SECRET: /required in production: .*32 random characters/,
    SMTP_URL: /required in production: .*smtps:\/\//,
    COMMUNE_IBAN: /required in production: .*BE06 0961 2578 0022/,
    TRUST_PROXY: /a proxy ends TLS: give its address/,
  };
  for (const [name, remedy] of Object.entries(required)) {
    it(`does not start without ${name}, absent or empty, and says what to give`, () => {
      const { [name as keyof typeof PRODUCTION]: _, ...rest } = PRODUCTION;
      assertRefused(name, rest, remedy);
      assertRefused(name, { ...rest, [name]: '' }, remedy);
    });
  }

  it('says all that is missing at once', () => {
    const names = refusal({ NODE_ENV: 'production' }).map((line) => line.split(':')[0]);
    assert.deepEqual(names.sort(), [
      'COMMUNE_IBAN',
      'DATABASE_OWNER_URL',
      'DATABASE_URL',
      'PUBLIC_ORIGIN',
      'SESSION_SECRET',
      'SMTP_URL',
    ]);
  });

  it('starts with what it needs, and sends mail over TLS only', () => {
    const config = readConfig(PRODUCTION);
    assert.equal(config.production, true);
    assert.equal(config.publicOrigin, PRODUCTION.PUBLIC_ORIGIN);
    assert.equal(config.databaseUrl, PRODUCTION.DATABASE_URL);
    assert.equal(config.smtpUrl, PRODUCTION.SMTP_URL);
    assert.deepEqual(config.sessionSecrets, [SECRET]);
    assert.equal(config.trustProxy, '10.0.0.5');
    assert.equal(config.smtpTls, 'required');
    assert.equal(readConfig({ ...PRODUCTION, SMTP_TLS: 'off' }).smtpTls, 'off');
    assert.equal(config.stopDelaySeconds, 8);
    assert.deepEqual(config.commune.account, { iban: 'BE06096125780022', bic: null });
  });

  it('refuses to serve as the owner of the tables', () => {
    const owner = { ...PRODUCTION, DATABASE_OWNER_URL: PRODUCTION.DATABASE_URL };
    assertRefused('DATABASE_OWNER_URL', owner, /must be another user/);
  });

  it('listens on all addresses unless told one', () => {
    assert.equal(readConfig(PRODUCTION).host, null);
    assert.equal(readConfig({ ...PRODUCTION, HOST: '10.0.0.7' }).host, '10.0.0.7');
  });

  it('takes several secrets, the newest first, so that they can be changed', () => {
    const newer = SECRET.toLowerCase();
    assert.deepEqual(readConfig({ ...PRODUCTION, SESSION_SECRET: `${newer} , ${SECRET}` }).sessionSecrets, [
      newer,
      SECRET,
    ]);
  });
});

describe('development', () => {
  it('listens on this machine only, unless told otherwise or given an address that people elsewhere type', () => {
    assert.equal(readConfig({ PUBLIC_ORIGIN: 'http://[::1]:3000' }).host, '::1');
    assert.equal(readConfig({ HOST: '0.0.0.0' }).host, '0.0.0.0');
    assert.equal(readConfig({ PUBLIC_ORIGIN: 'http://portal.example:3000' }).host, null);
  });

  it('needs nothing', () => {
    const { dataDirectory, commune, fas, ...config } = readConfig({});
    assert.deepEqual(commune.account, { iban: 'BE60999000000070', bic: null });
    assert.equal(fas?.development, true);
    assert.equal(commune.name.nl, 'Schaarbeek');
    assert.equal(dataDirectory, path.resolve('var'));
    assert.deepEqual(config, {
      production: false,
      development: true,
      port: 3000,
      host: '127.0.0.1',
      publicOrigin: 'http://localhost:3000',
      databaseUrl: null,
      databaseOwnerUrl: null,
      smtpUrl: null,
      smtpTls: 'opportunistic',
      mailFrom: 'Espace personnel <espace-personnel@localhost>',
      sessionSecrets: null,
      trustProxy: null,
      logLevel: 'info',
      webProcesses: 1,
      stopDelaySeconds: 0,
      maxConnections: 1_000,
      compression: true,
      documents: { bucket: null, clamdUrl: null, bytesPerFile: 10_485_760, bytesPerSubmission: 26_214_400 },
      roomAddresses: [],
      limits: {
        signUpPerHour: 20,
        signUpWidePerHour: 100,
        signUpOfRoomPerHour: 200,
        signUpAllPerHour: 300,
        signInPer5Minutes: 30,
        refusedSignInsPerHour: 300,
        captchaPerHour: 120,
        passwordResetPer10Minutes: 10,
        profilesPerDay: 20,
        guestDraftsPerHour: 20,
        messagesPerHour: 30,
        unknownCodesPerHour: 60,
        wrongClaimsPerHour: 10,
        helpdeskSearchesPerHour: 120,
        helpdeskResetsPerHour: 20,
      },
    });
  });

  it('takes an empty value for an absent one', () => {
    const empty = Object.fromEntries([...Object.keys(PRODUCTION), 'PORT', 'LOG_LEVEL'].map((name) => [name, '']));
    assert.deepEqual(readConfig(empty), readConfig({}));
  });

  it('is found at the port given', () => {
    const { port, publicOrigin } = readConfig({ PORT: '8081' });
    assert.deepEqual([port, publicOrigin], [8081, 'http://localhost:8081']);
  });

  it('with https asks for the proxy too, or no cookie would be sent', () => {
    assertRefused('TRUST_PROXY', { PUBLIC_ORIGIN: 'https://ep.example' }, /give its address/);
    assert.equal(readConfig({ PUBLIC_ORIGIN: 'https://ep.example', TRUST_PROXY: 'loopback' }).trustProxy, 'loopback');
  });

  it('reads each limit from its own value', () => {
    const { limits, webProcesses, compression } = readConfig({
      SIGN_UP_LIMIT_PER_HOUR: '1',
      WIDE_SIGN_UP_LIMIT_PER_HOUR: '11',
      ROOM_SIGN_UP_LIMIT_PER_HOUR: '14',
      SIGN_UPS_PER_HOUR: '12',
      SIGN_IN_LIMIT_PER_5_MINUTES: '2',
      REFUSED_SIGN_INS_PER_HOUR: '5',
      CAPTCHA_LIMIT_PER_HOUR: '3',
      PASSWORD_RESET_LIMIT_PER_10_MINUTES: '4',
      PROFILES_PER_DAY: '7',
      GUEST_DRAFTS_PER_HOUR: '8',
      MESSAGES_PER_HOUR: '9',
      UNKNOWN_CODES_PER_HOUR: '10',
      WRONG_CLAIMS_PER_HOUR: '13',
      WEB_PROCESSES: '6',
      COMPRESSION: 'off',
    });
    assert.deepEqual(Object.values(limits), [1, 11, 14, 12, 2, 5, 3, 4, 7, 8, 9, 10, 13, 120, 20]);
    assert.deepEqual(limits.signUpPerHour, 1);
    assert.deepEqual([webProcesses, compression], [6, false]);
  });
});

describe('the configuration', () => {
  it('cannot be changed once read', () => {
    const config = readConfig({});
    assert.throws(() => Object.assign(config, { port: 1 }), TypeError);
    assert.throws(() => Object.assign(config.limits, { signUpPerHour: 1 }), TypeError);
  });

  it('of the web processes is what the first process settled', () => {
    const settled = {
      databaseUrl: 'postgresql://x@127.0.0.1:5555/portal',
      sessionSecrets: [SECRET, `${SECRET}2`],
      port: 8080,
    };
    const config = readConfig(environmentForWorkers(settled));
    assert.equal(config.databaseUrl, settled.databaseUrl);
    assert.deepEqual(config.sessionSecrets, settled.sessionSecrets);
    assert.equal(config.port, 8080);
  });
});

describe('the settings of FAS', () => {
  const FAS = {
    FAS_ISSUER: 'https://idp.iamfas.belgium.be/fas/oauth2',
    FAS_CLIENT_ID: 'schaerbeek',
    FAS_CLIENT_SECRET: 'a secret of sixteen characters',
  };

  it('are none in production unless they are given, and a FAS of our own in development only', () => {
    assert.equal(readConfig(PRODUCTION).fas, null);
    assert.equal(readConfig({ NODE_ENV: 'test' }).fas, null);
    assert.equal(readConfig({ PUBLIC_ORIGIN: 'http://portal.example' }).fas, null);
    assert.equal(readConfig({ PORT: '3000' }).fas?.issuer, 'http://127.0.0.1:3001/fas/oauth2');
  });

  it('send people back to the portal itself unless they say otherwise', () => {
    const { fas } = readConfig({ ...PRODUCTION, ...FAS });
    assert.equal(fas?.redirect, 'https://www.ep.schaerbeek.be/identification/callback');
    assert.equal(fas?.development, false);
  });

  it('stop the start when one of the three is missing', () => {
    const { FAS_CLIENT_ID: _, ...without } = FAS;
    assertRefused('FAS_CLIENT_ID', { ...PRODUCTION, ...without }, /all three, or none/);
  });

  it('stop the start in production with the FAS of development, or any other without TLS', () => {
    const own = { ...FAS, FAS_ISSUER: 'http://127.0.0.1:3001/fas/oauth2' };
    assertRefused('FAS_ISSUER, FAS_REDIRECT', { ...PRODUCTION, ...own }, /https in production/);
    assert.deepEqual(refusal(own), []);
  });
});

it('a bucket is read from its address, with key and secret as they were before they were encoded', () => {
  const { documents } = readConfig({
    STORAGE_URL: 's3+http://key:se%2Fcret@127.0.0.1:4568/documents?region=eu-west-1',
  });
  assert.deepEqual(documents.bucket, {
    endpoint: 'http://127.0.0.1:4568',
    name: 'documents',
    region: 'eu-west-1',
    accessKeyId: 'key',
    secretAccessKey: 'se/cret',
  });
  assert.equal(
    readConfig({ STORAGE_URL: 's3://key:secret@s3.example/documents' }).documents.bucket?.endpoint,
    'https://s3.example',
  );
});

it('documents do not travel in clear in production', () => {
  assertRefused('STORAGE_URL', { ...PRODUCTION, STORAGE_URL: 's3+http://key:secret@s3.example/documents' }, /s3:\/\//);
});
