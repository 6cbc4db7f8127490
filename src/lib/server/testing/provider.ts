import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createHash, randomUUID } from 'node:crypto';
import { exportJWK, generateKeyPair, SignJWT, type JWTPayload } from 'jose';

/** How an answer of the provider can be wrong. */
export interface Wrong {
  nonce?: string;
  audience?: string;
  issuer?: string;
  /** Seconds from now at which the token ends; before now for one that is over. */
  endsIn?: number;
  /** Signed with a key that the provider does not publish, under the name of the one that it does. */
  strangeKey?: boolean;
  /** The person presses Cancel. */
  cancels?: boolean;
  /** The description names another issuer. */
  describesOther?: boolean;
  /** Claims are told by the address for them, and not in the token. */
  apart?: boolean;
}

export interface TestProvider {
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** Who signs in next. */
  claims: JWTPayload;
  wrong: Wrong;
  /** What the last token request sent. */
  asked: URLSearchParams;
  /** The person signs in, or does not. @returns where their browser is sent */
  answer(authorization: string, error?: string): Promise<URL>;
  close(): Promise<void>;
}

async function formOf(request: IncomingMessage): Promise<URLSearchParams> {
  let text = '';
  for await (const part of request) text += String(part);
  return new URLSearchParams(text);
}

const json = (response: ServerResponse, status: number, body: unknown) =>
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));

const challengeOf = (verifier: string) => createHash('sha256').update(verifier).digest('base64url');

const keyPair = async () => {
  const { privateKey, publicKey } = await generateKeyPair('RS256', { extractable: true });
  return { privateKey, jwk: { ...(await exportJWK(publicKey)), kid: 'one', alg: 'RS256', use: 'sig' } };
};

/**
 * An OpenID provider on this machine, whose person is asked nothing: a browser that comes is sent back at once. It
 * minds what a provider must mind: the client, the redirect address, PKCE, and that a code works once.
 * @param options.now the clock by which its tokens are dated, ms
 */
export async function startProvider(
  options: { now?: () => number; redirectAddress?: string } = {},
): Promise<TestProvider> {
  const { now = Date.now, redirectAddress = 'http://library.test/api/session/callback' } = options;
  const [own, strange] = await Promise.all([keyPair(), keyPair()]);
  const codes = new Map<string, URLSearchParams>();

  const describe = () => ({
    issuer: provider.wrong.describesOther ? `${provider.issuer}/other` : provider.issuer,
    authorization_endpoint: `${provider.issuer}/authorize`,
    token_endpoint: `${provider.issuer}/token`,
    userinfo_endpoint: `${provider.issuer}/userinfo`,
    jwks_uri: `${provider.issuer}/keys`,
    response_types_supported: ['code'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256'],
    claims_supported: ['sub', 'email', 'preferred_username'],
  });

  function authorize(url: URL, error?: string): URL {
    const { searchParams } = url;
    const back = new URL(searchParams.get('redirect_uri') ?? '');
    if (back.href !== redirectAddress) throw new Error('redirect address not registered');
    back.searchParams.set('state', searchParams.get('state') ?? '');
    const refusal = error ?? (provider.wrong.cancels ? 'access_denied' : undefined);
    if (refusal) back.searchParams.set('error', refusal);
    else {
      const code = randomUUID();
      codes.set(code, searchParams);
      back.searchParams.set('code', code);
    }
    return back;
  }

  async function idToken(asked: URLSearchParams): Promise<string> {
    const { wrong, claims } = provider;
    const at = Math.floor(now() / 1000);
    const payload = {
      ...(wrong.apart ? { sub: claims.sub ?? 'subject-1' } : { sub: 'subject-1', ...claims }),
      nonce: wrong.nonce ?? asked.get('nonce'),
    };
    return new SignJWT(payload)
      .setProtectedHeader({ alg: 'RS256', kid: 'one' })
      .setIssuer(wrong.issuer ?? provider.issuer)
      .setAudience(wrong.audience ?? provider.clientId)
      .setIssuedAt(at)
      .setExpirationTime(at + (wrong.endsIn ?? 300))
      .sign(wrong.strangeKey ? strange.privateKey : own.privateKey);
  }

  async function token(request: IncomingMessage, response: ServerResponse) {
    const form = await formOf(request);
    provider.asked = form;
    const asked = codes.get(form.get('code') ?? '');
    codes.delete(form.get('code') ?? '');
    const shown = request.headers.authorization?.replace('Basic ', '') ?? '';
    const [id, secret] = Buffer.from(shown, 'base64').toString().split(':').map(decodeURIComponent);
    if (id !== provider.clientId || secret !== provider.clientSecret)
      return json(response, 401, { error: 'invalid_client' });
    const isProven = challengeOf(form.get('code_verifier') ?? '') === asked?.get('code_challenge');
    if (!asked || !isProven || form.get('redirect_uri') !== asked.get('redirect_uri'))
      return json(response, 400, { error: 'invalid_grant' });
    const body = { access_token: 'access', token_type: 'Bearer', id_token: await idToken(asked) };
    return json(response, 200, body);
  }

  async function respond(request: IncomingMessage, response: ServerResponse): Promise<unknown> {
    const url = new URL(request.url ?? '/', provider.issuer);
    if (url.pathname === '/.well-known/openid-configuration') return json(response, 200, describe());
    if (url.pathname === '/keys') return json(response, 200, { keys: [own.jwk] });
    if (url.pathname === '/authorize')
      return response.writeHead(303, { location: authorize(url).href }).end();
    if (url.pathname === '/token') return token(request, response);
    if (url.pathname === '/userinfo') return json(response, 200, { sub: 'subject-1', ...provider.claims });
    return json(response, 404, {});
  }

  const server = createServer((request, response) => {
    respond(request, response).catch(() => json(response, 500, {}));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const provider: TestProvider = {
    issuer: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    clientId: 'library',
    clientSecret: 'a-secret-of-the-provider',
    claims: {},
    wrong: {},
    asked: new URLSearchParams(),
    answer: async (authorization, error) => authorize(new URL(authorization), error),
    async close() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
  return provider;
}
