// How an action speaks with its runner: inputs, outputs, state, masks and annotations. The runner's own toolkit does the same.
import { appendFileSync } from 'node:fs'
import { randomUUID } from 'node:crypto'
import process from 'node:process'

/** The value of an input, without white space at its ends; empty where it was not given. */
export function input(name) {
  return (process.env[`INPUT_${name.toUpperCase()}`] ?? '').trim()
}

/** A value that the post step kept from the main step finds; empty where nothing was kept. */
export function kept(name) {
  return process.env[`STATE_${name}`] ?? ''
}

export function keep(name, value) {
  append('GITHUB_STATE', name, value)
}

export function output(name, value) {
  append('GITHUB_OUTPUT', name, value)
}

export function exportVariable(name, value) {
  append('GITHUB_ENV', name, value)
}

/** From now on the runner writes *** wherever the value would stand in a log. */
export function mask(value) {
  command('add-mask', value)
}

export function notice(text) {
  process.stdout.write(`${oneLine(text)}\n`)
}

export function warning(text) {
  command('warning', inert(text))
}

export function fail(text) {
  command('error', inert(text))
  process.exitCode = 1
}

// A delimiter that nobody can guess keeps a value from adding entries of its own.
function append(file, name, value) {
  const path = process.env[file]
  if (!path) {
    throw new Error(`${file} is not set; this program runs as a step of a GitHub workflow`)
  }
  const end = `end-${randomUUID()}`
  appendFileSync(path, `${name}<<${end}\n${value}\n${end}\n`, { encoding: 'utf8' })
}

// Percent, CR and LF are escaped, so that text from elsewhere stays one command.
function command(name, text) {
  process.stdout.write(`::${name}::${String(text).replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')}\n`)
}

function oneLine(text) {
  return inert(String(text).replaceAll(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ')).replaceAll('::', ':\u2060:')
}

// A runner takes "##[" for a command wherever it stands in a line, and "::" after blanks too: a sign that nobody sees breaks both.
function inert(text) {
  return String(text).replaceAll('##[', '#\u2060#\u2060[')
}
