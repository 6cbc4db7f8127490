import * as v from 'valibot';
import { isClaimName, issuerProblem, MATCH_FIELDS } from '$lib/domain/single-sign-on/provider';
import { Id } from './shared';

const text = (most: number) =>
  v.pipe(v.string(), v.trim(), v.minLength(1, 'code:required'), v.maxLength(most));

const named = {
  /** What stands on the button. */
  name: text(60),
  issuer: v.pipe(
    text(500),
    v.check((value) => issuerProblem(value) !== 'issuer-address', 'code:issuer-address'),
    v.check((value) => issuerProblem(value) !== 'issuer-any-tenant', 'code:issuer-any-tenant'),
  ),
  clientId: text(300),
};

const matched = {
  /** The claim that names the person. */
  claim: v.pipe(text(200), v.check(isClaimName, 'code:claim-name')),
  /** The field of a patron that it is compared with. */
  matchField: v.picklist(MATCH_FIELDS),
  /** The provider stands on the library's own network. */
  ownNetwork: v.optional(v.boolean(), false),
  enabled: v.optional(v.boolean(), false),
};

const ClientSecret = v.pipe(v.string(), v.trim(), v.minLength(1, 'code:required'), v.maxLength(500));

/** That people sign in by single sign-on only is known, and none of them will be able to. */
const confirmed = v.optional(v.boolean(), false);

export const NewSignInProvider = v.object({ ...named, clientSecret: ClientSecret, ...matched });
/** Without a client secret the one that is kept stays. */
export const SignInProviderChange = v.object({
  ...named,
  clientSecret: v.optional(ClientSecret),
  ...matched,
  rev: v.number(),
  confirmed,
});
export const SignInProviderRemoval = v.object({ confirmed });

/** A provider as it is set up; its client secret is answered to nobody. */
export const SignInProvider = v.object({ id: Id, ...named, ...matched, rev: v.number() });
export type SignInProvider = v.InferOutput<typeof SignInProvider>;

export const SignInProviders = v.object({
  items: v.array(SignInProvider),
  /** What the provider is given as the address to send people back to. */
  redirectAddress: v.string(),
  /** People who sign in by single sign-on only. */
  marked: v.number(),
});
export type SignInProviders = v.InferOutput<typeof SignInProviders>;

/** What asking a provider for its description came to. */
export const ProviderTrial = v.object({
  outcome: v.picklist(['found', 'refused', 'too-slow', 'failed', 'other-issuer', 'incomplete']),
  /** The issuer that the description names. */
  issuer: v.nullable(v.string()),
  /** Whether it says that it gives this claim; null where it says nothing about claims. */
  givesClaim: v.nullable(v.boolean()),
});
export type ProviderTrial = v.InferOutput<typeof ProviderTrial>;

/** The buttons of the sign-in page. */
export const SignInButtons = v.object({ items: v.array(v.object({ id: Id, name: v.string() })) });
export type SignInButtons = v.InferOutput<typeof SignInButtons>;
