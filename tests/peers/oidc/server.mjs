// A real OpenID provider (npm oidc-provider) on loopback, that can misbehave on demand.
//
//   node server.mjs <port> <redirect URI> <address after signing out> <back-channel address>
//
// POST /control says how its next tokens are to differ from what the provider made:
//   token, drop, typ, alg   claims to put in, claims to leave out, header, how to sign
//   logout, header          make a logout token with these claims
//   rotate                  another key from now on, for this algorithm
//   discovery, large, redirect   another description, a large answer, an answer elsewhere
// {} makes it honest again. What a real provider would never sign is signed with its own key.
import { createServer } from 'node:http';
import { createHmac, randomUUID } from 'node:crypto';
import * as jose from 'jose';
import Provider, { errors } from 'oidc-provider';

const [port, redirect, after, backchannel] = process.argv.slice(2);
const issuer = `http://127.0.0.1:${port}`;
const SECRET = 'the secret of the client on loopback';
const PEOPLE = JSON.parse(process.env.PEOPLE ?? '{}');

let keys, provider, handle, wrong = {}, fetched = { discovery: 0, jwks: 0, token: 0 };

async function newKeys(algorithm = 'RS256') {
  const made = await jose.generateKeyPair(algorithm, { extractable: true });
  const jwk = { ...(await jose.exportJWK(made.privateKey)), kid: randomUUID(), alg: algorithm, use: 'sig' };
  return { algorithm, made, jwk };
}

async function signed(claims, header = {}) {
  const type = wrong.typ ? { typ: wrong.typ } : {};
  const said = { alg: keys.algorithm, kid: keys.jwk.kid, ...type, ...header };
  const part = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');
  if (wrong.alg === 'none') return `${part({ ...said, alg: 'none' })}.${part(claims)}.`;
  if (wrong.alg === 'HS256') {
    const whole = `${part({ ...said, alg: 'HS256' })}.${part(claims)}`;
    const pem = await jose.exportSPKI(keys.made.publicKey);
    return `${whole}.${createHmac('sha256', wrong.secret ? SECRET : pem).update(whole).digest('base64url')}`;
  }
  const other = wrong.alg === 'other key' ? (await newKeys(keys.algorithm)).made.privateKey : keys.made.privateKey;
  return new jose.SignJWT(claims).setProtectedHeader(said).sign(other);
}

async function changed(token) {
  if (!('token' in wrong || 'drop' in wrong || 'alg' in wrong || 'typ' in wrong)) return token;
  const claims = { ...jose.decodeJwt(token), ...wrong.token };
  for (const name of wrong.drop ?? []) delete claims[name];
  return signed(claims);
}

function configuration() {
  return {
    jwks: { keys: [keys.jwk] },
    cookies: { keys: ['of a test'] },
    clients: [{
      client_id: 'governance', client_secret: SECRET, redirect_uris: redirect.split(','),
      post_logout_redirect_uris: [after], backchannel_logout_uri: backchannel || undefined,
      backchannel_logout_session_required: Boolean(backchannel),
      grant_types: ['authorization_code'], response_types: ['code'],
      id_token_signed_response_alg: keys.algorithm,
    }],
    enabledJWA: { idTokenSigningAlgValues: ['RS256', 'PS256', 'ES256', 'EdDSA'] },
    acrValues: ['urn:test:mfa', 'urn:test:password'],
    claims: { openid: ['sub', 'amr'], email: ['email', 'email_verified'], organisation: ['home'], acr: null, amr: null, auth_time: null, iss: null, sid: null },
    scopes: ['openid', 'email', 'organisation'],
    conformIdTokenClaims: Boolean(process.env.CONFORM),
    // Its own would not call an address of this machine, and here everything is on it.
    fetch: (url, { dispatcher, ...options }) => fetch(url, options),
    pkce: { required: () => true },
    ttl: { Session: 3600, Grant: 3600, AccessToken: 600, IdToken: 600, Interaction: 600, AuthorizationCode: 60 },
    features: {
      devInteractions: { enabled: false },
      backchannelLogout: { enabled: true },
      rpInitiatedLogout: { enabled: true, logoutSource: (ctx, form) => { ctx.body = `<!doctype html><title>Sign out</title>${form}<button form="op.logoutForm" name="logout" value="yes">Yes</button>`; } },
    },
    interactions: { url: (ctx, interaction) => `/interaction/${interaction.uid}` },
    findAccount: (ctx, id) => ({ accountId: id, claims: async () => ({ sub: id, ...PEOPLE[id] }) }),
    loadExistingGrant: async (ctx) => {
      const { oidc } = ctx;
      const grant = new oidc.provider.Grant({ clientId: oidc.client.clientId, accountId: oidc.session.accountId });
      grant.addOIDCScope('openid email organisation');
      await grant.save();
      return grant;
    },
  };
}

function begin() {
  provider = new Provider(issuer, configuration());
  provider.use(async (ctx, next) => {
    if (ctx.path === '/.well-known/openid-configuration') fetched.discovery += 1;
    if (ctx.path === '/jwks') fetched.jwks += 1;
    if (ctx.path === '/token') fetched.token += 1;
    await next();
    if (ctx.path === '/token' && ctx.body?.id_token) ctx.body = { ...ctx.body, id_token: await changed(ctx.body.id_token) };
    if (ctx.path === '/token' && wrong.large) ctx.body = { ...ctx.body, filler: 'x'.repeat(wrong.large) };
    if (ctx.path === '/.well-known/openid-configuration' && wrong.discovery) ctx.body = { ...ctx.body, ...wrong.discovery };
  });
  provider.on('backchannel.error', (ctx, error) => console.log(String(error), String(error.cause ?? '')));
  handle = provider.callback();
}

async function body(request) {
  const parts = [];
  for await (const part of request) parts.push(part);
  return Buffer.concat(parts).toString();
}

const page = (uid) => `<!doctype html><html lang="en"><title>Provider</title><main><h1>Sign in at the provider</h1>
<form method="post" action="/interaction/${uid}"><label>Account <input name="account"></label>
<label>Factors <input name="amr" value="pwd otp"></label>
<button type="submit">Sign in</button><button type="submit" name="refuse" value="yes">Stop</button></form></main></html>`;

async function interaction(request, response, uid) {
  if (request.method === 'GET') {
    await provider.interactionDetails(request, response);
    response.setHeader('content-type', 'text/html');
    return response.end(page(uid));
  }
  const sent = new URLSearchParams(await body(request));
  const amr = (sent.get('amr') ?? '').split(' ').filter(Boolean);
  const acr = amr.includes('otp') ? 'urn:test:mfa' : 'urn:test:password';
  const result = sent.get('refuse')
    ? { error: 'access_denied', error_description: 'somebody pressed <b>stop</b>' }
    : { login: { accountId: sent.get('account'), amr, acr } };
  return provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
}

async function control(request, response) {
  const said = JSON.parse((await body(request)) || '{}');
  const { rotate, logout, ...rest } = said;
  wrong = rest;
  if (rotate) { keys = await newKeys(rotate === true ? 'RS256' : rotate); begin(); }
  const made = logout ? await signed(logout, { typ: 'logout+jwt', ...rest.header }) : undefined;
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify({ fetched, token: made, kid: keys.jwk.kid }));
}

keys = await newKeys();
begin();
createServer(async (request, response) => {
  try {
    if (wrong.redirect && request.url.startsWith(wrong.redirect)) {
      response.writeHead(302, { location: 'http://127.0.0.1:9/elsewhere' });
      return response.end();
    }
    if (request.url === '/control') return await control(request, response);
    const found = /^\/interaction\/([^/?]+)$/.exec(request.url);
    if (found) return await interaction(request, response, found[1]);
    return handle(request, response);
  } catch (error) {
    response.statusCode = 500;
    return response.end(String(error instanceof errors.OIDCProviderError ? error.error : error));
  }
}).listen(Number(port), '127.0.0.1', () => console.log('ready'));
