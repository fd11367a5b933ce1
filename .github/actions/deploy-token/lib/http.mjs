// HTTP as this action needs it: bounded in time and size, never redirected.
const PATIENCE = 20_000
const LARGEST = 64 * 1024

/** Nobody could be reached, or what came back is no answer; it may go better later. */
export class Unreachable extends Error {}

/** The address, without a slash at its end; https, or http on this machine. */
export function baseOf(text, name) {
  let url
  try {
    url = new URL(text)
  } catch {
    throw new Error(`${name} must be a URL such as https://gate.example.com`)
  }
  const local = ['127.0.0.1', '[::1]', 'localhost'].includes(url.hostname)
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && local)) {
    throw new Error(`${name} must be an https address: a token must not travel in the clear`)
  }
  if (url.username || url.password || url.search || url.hash) {
    throw new Error(`${name} must have no user, query or fragment`)
  }
  return url.href.replace(/\/+$/, '')
}

/** Sends a request and reads the answer as JSON: { status, body, retryAfter }. */
export async function call(url, options = {}) {
  let response
  let text
  try {
    response = await fetch(url, { ...options, redirect: 'error', signal: AbortSignal.timeout(PATIENCE) })
    text = await bounded(response)
  } catch (cause) {
    throw new Unreachable(`${new URL(url).origin} cannot be reached (${reason(cause)})`)
  }
  return { status: response.status, body: parsed(text), retryAfter: Number(response.headers.get('retry-after')) || 0 }
}

async function bounded(response) {
  const chunks = []
  let size = 0
  for await (const chunk of response.body ?? []) {
    size += chunk.length
    if (size > LARGEST) {
      throw new Error('the answer is too large')
    }
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

function parsed(text) {
  try {
    const value = JSON.parse(text)
    return value !== null && typeof value === 'object' ? value : {}
  } catch {
    return {}
  }
}

function reason(error) {
  return error.cause?.code ?? error.cause?.message ?? error.message ?? error.name
}
