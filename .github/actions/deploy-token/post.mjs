// After the job's last step: ends the token, however the job ended. A token that cannot be ended dies with the run, and by itself.
import { revoke } from './lib/exchange.mjs'
import { kept, notice, warning } from './lib/runner.mjs'

const server = kept('server')
const token = kept('token')
if (server && token) {
  try {
    if (await revoke(server, token)) {
      notice('The deploy token is revoked')
    } else {
      warning('The gate did not confirm that the deploy token is revoked; it ends with the run, and when its time is over')
    }
  } catch (error) {
    warning(`The deploy token could not be revoked: ${error.message}. It ends with the run, and when its time is over`)
  }
}
