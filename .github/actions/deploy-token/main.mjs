// The step itself: proves who the job is, fetches the deploy token, hides it from the log and hands it to the steps that follow.
import { exchange } from './lib/exchange.mjs'
import { baseOf } from './lib/http.mjs'
import { identityToken } from './lib/identity.mjs'
import { exportVariable, fail, input, keep, mask, notice, output } from './lib/runner.mjs'

const LONGEST = 30 * 24 * 60

function minutes(text) {
  const value = Number(text)
  if (!/^\d+$/.test(text) || value > LONGEST) {
    throw new Error(`timeout must be a whole number of minutes, at most ${LONGEST}`)
  }
  return value * 60_000
}

// A log shows a token whole, in base64, or by its last part alone.
function hide(token) {
  mask(token)
  mask(Buffer.from(token).toString('base64'))
  mask(token.slice(token.lastIndexOf('.') + 1))
}

async function run() {
  const server = baseOf(input('server'), 'server')
  const audience = input('audience') || server
  const name = input('name')
  if (name && !/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) {
    throw new Error('name must be the name of an environment variable, or empty')
  }
  const granted = await exchange({
    server,
    patience: minutes(input('timeout') || '10'),
    identity: () => identityToken(audience),
    say: notice,
  })
  hide(granted.token)
  keep('server', server)
  keep('token', granted.token)
  output('token', granted.token)
  output('expires-in', String(granted.expiresIn))
  output('scope', granted.scope)
  if (name) {
    exportVariable(name, granted.token)
  }
  notice(`The deploy token is there for ${granted.expiresIn} seconds${granted.scope ? ` and allows ${granted.scope}` : ''}`)
}

try {
  await run()
} catch (error) {
  fail(error.message)
}
