// The job's own identity token, which GitHub signs.
import process from 'node:process'
import { Unreachable, call } from './http.mjs'
import { mask } from './runner.mjs'

/** A fresh identity token for an audience. Each exchanges once, so each try asks for another. */
export async function identityToken(audience) {
  const address = process.env.ACTIONS_ID_TOKEN_REQUEST_URL
  const bearer = process.env.ACTIONS_ID_TOKEN_REQUEST_TOKEN
  if (!address || !bearer) {
    throw new Error(
      'this job may not prove who it is: give it "permissions: { id-token: write }", and know that runs of forks cannot have it',
    )
  }
  const url = new URL(address)
  url.searchParams.set('audience', audience)
  const answer = await call(url.href, { headers: { authorization: `Bearer ${bearer}`, accept: 'application/json' } })
  if (answer.status !== 200 || typeof answer.body.value !== 'string') {
    throw new Unreachable(`GitHub gave no identity token (status ${answer.status})`)
  }
  mask(answer.body.value)
  return answer.body.value
}
