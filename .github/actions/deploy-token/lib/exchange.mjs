// The exchange (RFC 8693) of the job's identity token for the deploy token, and its revocation (RFC 7009).
import { setTimeout as pause } from 'node:timers/promises'
import { Unreachable, call } from './http.mjs'

const TYPES = 'urn:ietf:params:oauth:token-type:'
const FIRST_PAUSE = 5_000
const LONGEST_PAUSE = 30_000

/** What people can do about a refusal; the reason codes are those of the gate's reference. */
const WAYS_OUT = {
  approval_void: 'Run the job again to ask anew.',
  approval_stale: 'Run the job again to ask anew.',
  change_digest_mismatch: 'Something else runs than what was approved. Run the workflow again to ask for what runs now.',
  jobs_exhausted: 'Another job of this run has taken the token, or this job holds one of another request. Let the policy allow more with max_jobs, ask in one job only, or give the other token back first.',
  request_not_found: 'Is the gate a protection rule of this environment, and does this job name that environment?',
  token_claim_missing: 'Give the job the environment that was approved.',
  audience_wrong: 'Set the input "audience" to what the gate\'s issuers name.',
  trigger_not_allowed: 'Start the workflow by another event, such as push or workflow_dispatch.',
  identity_unknown: 'Add this workflow under "identities" of the gate\'s policy.',
}

/** The gate has said no, or does not understand us; asking again is pointless. */
export class Refused extends Error {}

/**
 * Waits for a decision and returns { token, expiresIn, scope }.
 *
 * @param options server, patience in milliseconds, identity() for fresh identity tokens, say() for progress
 */
export async function exchange({ server, patience, identity, say }) {
  const until = Date.now() + patience
  let between = FIRST_PAUSE
  let told = ''
  for (;;) {
    const next = await attempt(server, identity)
    if (next.token) {
      return next
    }
    if (next.slower) {
      between = Math.min(between * 2, LONGEST_PAUSE)
    }
    const wait = Math.max(between, next.retryAfter * 1000)
    if (Date.now() + wait > until) {
      throw new Refused(`${next.state}, and the time to wait is over. ${next.wayOut}`)
    }
    if (told !== next.state) {
      say(`${next.state}; waiting`)
      told = next.state
    }
    await pause(wait)
  }
}

async function attempt(server, identity) {
  let answer
  try {
    answer = await post(`${server}/oauth2/token`, {
      grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
      subject_token: await identity(),
      subject_token_type: `${TYPES}id_token`,
    })
  } catch (error) {
    if (error instanceof Unreachable) {
      return later(error.message, 'Is the server\'s address right, and can this runner reach it?')
    }
    throw error
  }
  const { status, body, retryAfter } = answer
  if (status === 200 && isToken(body)) {
    return { token: body.access_token, expiresIn: body.expires_in, scope: body.scope ?? '' }
  }
  switch (body.error) {
    case 'authorization_pending':
      return { ...later('The request waits for a decision', 'Ask the reviewers, then run the job again.'), retryAfter }
    case 'slow_down':
      return { ...later('The gate wants to be asked less often', 'Try again later.'), retryAfter, slower: true }
    case 'temporarily_unavailable':
    case 'server_error':
      return { ...later(`The gate cannot answer now (${detail(body)})`, 'Try again later.'), retryAfter }
    default:
      throw new Refused(refusal(status, body))
  }
}

// What is not of these forms is not printed, exported or kept.
function isToken(body) {
  return (
    /^[A-Za-z0-9._~+/=-]+$/.test(body.access_token ?? '') &&
    Number.isSafeInteger(body.expires_in) &&
    /^[\x21\x23-\x5B\x5D-\x7E ]*$/.test(body.scope ?? '')
  )
}

function later(state, wayOut) {
  return { state, wayOut, retryAfter: 0, slower: false }
}

function refusal(status, body) {
  if (!body.error) {
    return `The server gave no answer that a gate gives (status ${status}). Is the server's address right?`
  }
  const wayOut = WAYS_OUT[body.reason] ?? ''
  return `No deploy token: ${detail(body)}. ${wayOut}`.trim()
}

function detail(body) {
  const words = typeof body.error_description === 'string' ? body.error_description : body.error
  return typeof body.reason === 'string' ? `${words} [${body.reason}]` : words
}

/** Ends a token. Returns whether the gate has confirmed it. */
export async function revoke(server, token) {
  const { status } = await post(`${server}/oauth2/revoke`, { token, token_type_hint: 'access_token' })
  return status === 200
}

function post(url, fields) {
  return call(url, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
    body: new URLSearchParams(fields).toString(),
  })
}
