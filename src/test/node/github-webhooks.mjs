// What GitHub's own packages say of webhooks.
// In: {do: "check", deliveries: [{event, action, payload}]} -> [{event, action, problems}] of the payloads that break the published schema
//     {do: "examples", event, action}                      -> [payload] from the published examples
//     {do: "make", event, action}                          -> {required, full}: payloads made from the published schema, with only what it requires, and with all it knows
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { Description } from "./openapi.mjs";
import { input, output } from "./stdio.mjs";

const require = createRequire(import.meta.url);
const request = input();

function described() {
  return new Description("@octokit/openapi-webhooks/generated/api.github.com.json");
}

function schemaOf(description, event, action) {
  const name = [event, action].filter(Boolean).join("-").replaceAll("_", "-");
  const webhook = description.document.webhooks[name];
  if (!webhook) {
    throw new Error(`no webhook ${name} is described`);
  }
  return description.deref(webhook.post.requestBody).content["application/json"].schema;
}

// A value that a schema allows. Strings and numbers come from its examples, formats and enumerations.
function make(description, schema, full, path = "", depth = 0) {
  const found = description.deref(schema);
  if ("const" in found) return found.const;
  if (found.enum) return found.enum[0];
  if (found.example !== undefined && !found.properties) return found.example;
  const types = [found.type ?? (found.properties ? "object" : [])].flat();
  if (!full && types.includes("null")) return null;
  if (found.allOf) {
    return Object.assign({}, ...found.allOf.map((part) => make(description, part, full, path, depth + 1)));
  }
  const alternatives = found.oneOf ?? found.anyOf;
  if (alternatives && !found.properties) {
    return make(description, alternatives.find((s) => description.deref(s).type !== "null") ?? alternatives[0], full, path, depth + 1);
  }
  if (types.includes("object")) {
    const required = found.required ?? [];
    const names = Object.keys(found.properties ?? {}).filter((name) => required.includes(name) || (full && depth < 3));
    return Object.fromEntries(
      names.map((name) => [name, make(description, found.properties[name], full, `${path}/${name}`, depth + 1)]),
    );
  }
  if (types.includes("array")) {
    return full && depth < 3 && found.items ? [make(description, found.items, full, path, depth + 1)] : [];
  }
  if (types.includes("integer") || types.includes("number")) return 1;
  if (types.includes("boolean")) return false;
  if (types.includes("null") && !types.includes("string")) return null;
  switch (found.format) {
    case "date-time":
      return "2026-11-01T12:00:00Z";
    case "uri":
      return "https://example.com/made";
    case "uri-template":
      return "https://example.com/made{/name}";
    case "email":
      return "made@example.com";
    default:
      return "made";
  }
}

switch (request.do) {
  case "check": {
    const description = described();
    output(
      request.deliveries
        .map(({ event, action, payload }) => ({
          event,
          action,
          problems: description.problems(schemaOf(description, event, action), payload),
        }))
        .filter((checked) => checked.problems.length > 0),
    );
    break;
  }
  case "examples": {
    const all = JSON.parse(readFileSync(require.resolve("@octokit/webhooks-examples"), "utf8"));
    output(all.find((entry) => entry.name === request.event).examples.filter((e) => e.action === request.action));
    break;
  }
  case "make": {
    const description = described();
    const schema = schemaOf(description, request.event, request.action);
    const required = make(description, schema, false);
    const full = make(description, schema, true);
    output({ required, full, problems: [...description.problems(schema, required), ...description.problems(schema, full)] });
    break;
  }
  default:
    throw new Error(`unknown request ${request.do}`);
}
