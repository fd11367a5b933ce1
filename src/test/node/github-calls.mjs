// Checks calls to GitHub's REST API against GitHub's own description of it.
// In: [{method, path, query: {name: value}, body, credential}], body being the text as it was sent, credential "app" or "installation". Out: [{call, problems: [text]}] of the calls that break the description.
import { Description } from "./openapi.mjs";
import { input, output } from "./stdio.mjs";

const description = new Description("@octokit/openapi/generated/api.github.com.json");

const templates = Object.keys(description.document.paths)
  .map((path) => {
    const variables = [...path.matchAll(/\{([^}]+)\}/g)].map((match) => match[1]);
    // {path}, {ref} and {basehead} may hold slashes.
    const pattern = path
      .split("/")
      .map((part) =>
        /^\{.*\}$/.test(part)
          ? /^\{(path|ref|basehead)\}$/.test(part) ? "(.+)" : "([^/]+)"
          : part.replace(/[.*+?^$()|[\]\\]/g, "\\$&").replace(/\{[^}]+\}/g, "([^/.]+)"),
      )
      .join("/");
    return { path, variables, pattern: new RegExp(`^${pattern}$`) };
  })
  // The more literal template wins, as it does at GitHub.
  .sort((a, b) => a.variables.length - b.variables.length || b.path.length - a.path.length);

function typed(schema, text) {
  const types = [schema.type ?? schema.oneOf?.map((s) => s.type) ?? "string"].flat();
  if ((types.includes("integer") || types.includes("number")) && /^-?\d+$/.test(text)) {
    return Number(text);
  }
  if (types.includes("boolean") && /^(true|false)$/.test(text)) {
    return text === "true";
  }
  return text;
}

function parameters(operation, item, call, values) {
  const problems = [];
  const declared = [...(item.parameters ?? []), ...(operation.parameters ?? [])].map((p) => description.deref(p));
  for (const parameter of declared) {
    const given = parameter.in === "path" ? values[parameter.name] : parameter.in === "query" ? call.query?.[parameter.name] : undefined;
    if (given === undefined) {
      if (parameter.required && parameter.in !== "header") {
        problems.push(`${parameter.in} parameter ${parameter.name} is missing`);
      }
      continue;
    }
    problems.push(
      ...description
        .problems(parameter.schema, typed(description.deref(parameter.schema), given))
        .map((problem) => `${parameter.in} parameter ${parameter.name}: ${problem}`),
    );
  }
  for (const name of Object.keys(call.query ?? {})) {
    if (!declared.some((p) => p.in === "query" && p.name === name)) {
      problems.push(`query parameter ${name} is not described`);
    }
  }
  return problems;
}

function body(operation, call) {
  const schema = operation.requestBody && description.deref(operation.requestBody).content?.["application/json"]?.schema;
  if (!call.body) {
    return operation.requestBody?.required ? ["the body is missing"] : [];
  }
  if (!schema) {
    return call.body === "{}" ? [] : ["a body is sent, none is described"];
  }
  let json;
  try {
    json = JSON.parse(call.body);
  } catch (e) {
    return [`the body is no JSON: ${e.message}`];
  }
  const problems = description.problems(schema, json);
  const known = description.properties(schema);
  // The description allows any further property, and so would let a misspelt one pass.
  if (known !== null) {
    problems.push(
      ...Object.keys(json)
        .filter((name) => !known.has(name))
        .map((name) => `property ${name} is not described`),
    );
  }
  // Of alternatives one is enough for the description, so a misspelt state beside a comment would pass as a comment.
  const alternatives = (description.deref(schema).anyOf ?? description.deref(schema).oneOf ?? []).map((s) => description.deref(s));
  for (const [name, value] of Object.entries(json)) {
    const lists = alternatives.map((s) => description.deref(s.properties?.[name])?.enum).filter(Boolean);
    if (lists.length > 0 && !lists.some((values) => values.includes(value))) {
      problems.push(`property ${name} must be one of ${[...new Set(lists.flat())].join(", ")}`);
    }
  }
  return problems;
}

// What is described of the name of a team or a repository holds for its immutable ids too; GitHub says so in words, and its own answers link
// and redirect to them.
function described(path) {
  return path
    .replace(/^\/organizations\/(\d+)\/team\/(\d+)(?=\/|$)/, "/orgs/$1/teams/$2")
    .replace(/^\/repositories\/(\d+)(?=\/|$)/, "/repos/$1/$1");
}

function check(call) {
  const path = described(call.path);
  const matching = templates.filter((template) => template.pattern.test(path));
  const template = matching.find((t) => description.document.paths[t.path][call.method.toLowerCase()]);
  if (!template) {
    return [matching.length === 0 ? "no such path" : "no such method on this path"];
  }
  const item = description.document.paths[template.path];
  const operation = item[call.method.toLowerCase()];
  const found = template.pattern.exec(path).slice(1).map(decodeURIComponent);
  const values = Object.fromEntries(template.variables.map((name, i) => [name, found[i]]));
  const problems = [...parameters(operation, item, call, values), ...body(operation, call)];
  // The description's flag speaks of installations. What only the App itself may call says so in words.
  const forApp = /must use a \[?JWT/i.test(operation.description ?? "");
  if (forApp !== (call.credential === "app")) {
    problems.push(`this call is ${forApp ? "" : "not "}made with the App's own JWT`);
  } else if (!forApp && operation["x-github"]?.enabledForGitHubApps === false) {
    problems.push("this call is not open to GitHub Apps");
  }
  return problems;
}

output(
  input()
    .map((call) => ({ call, problems: check(call) }))
    .filter((checked) => checked.problems.length > 0),
);
