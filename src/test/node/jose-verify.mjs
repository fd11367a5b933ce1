// Verifies a token with a library that shares no code with the product, knowing the issuer's address only.
// In: {issuer, checks: [{token, audience}]}. Out: [{claims, header} | {error}], in the same order.
import { createRemoteJWKSet, jwtVerify } from "jose";
import { input, output } from "./stdio.mjs";

const { issuer, checks } = input();
const discovery = await (await fetch(`${issuer}/.well-known/openid-configuration`)).json();
const keys = createRemoteJWKSet(new URL(discovery.jwks_uri));
const results = [];
for (const { token, audience } of checks) {
  try {
    const { payload, protectedHeader } = await jwtVerify(token, keys, { issuer: discovery.issuer, audience, typ: "at+jwt" });
    results.push({ claims: payload, header: protectedHeader });
  } catch (e) {
    results.push({ error: e.code ?? String(e) });
  }
}
output(results);
