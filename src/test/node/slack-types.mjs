// Checks messages and modals against Slack's own TypeScript types, as a JSON Schema made from them.
// In: {schema: file to keep the schema in, things: [{kind: "message", blocks, metadata} | {kind: "view", view}]}. Out: [{index, problems}] of what breaks the types.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import Ajv from "ajv";
import { createGenerator } from "ts-json-schema-generator";
import { input, output } from "./stdio.mjs";

const request = input();
const types = dirname(createRequire(import.meta.url).resolve("@slack/types/package.json"));

function schema() {
  if (!existsSync(request.schema)) {
    // Everything that the types say is allowed, and nothing else: undeclared properties are problems.
    const made = createGenerator({ path: join(types, "dist/index.d.ts"), type: "*", skipTypeCheck: true, additionalProperties: false, expose: "export" });
    writeFileSync(request.schema, JSON.stringify(made.createSchema("*")));
  }
  return JSON.parse(readFileSync(request.schema, "utf8"));
}

const document = schema();
const ajv = new Ajv({ strict: false, allErrors: true, validateSchema: false });
ajv.addSchema(document, "slack");

// The block's own definition by its type: the errors of a union name every alternative, and help nobody.
const definitions = new Map();
for (const { $ref } of document.definitions.KnownBlock.anyOf) {
  const name = $ref.split("/").pop();
  const definition = document.definitions[decodeURIComponent(name)];
  for (const alternative of definition.anyOf ?? [definition]) {
    definitions.set(alternative.properties.type.const, name);
  }
}

function problems(name, value, at) {
  const validate = ajv.getSchema(`slack#/definitions/${name}`);
  return validate(value) ? [] : validate.errors.map((e) => `${at}${e.instancePath} ${e.message} ${JSON.stringify(e.params)}`);
}

function blocks(list, at) {
  if (!Array.isArray(list)) {
    return [`${at} is no list`];
  }
  return list.flatMap((block, i) => {
    const name = definitions.get(block.type);
    return name ? problems(name, block, `${at}/${i}`) : [`${at}/${i} has the unknown type ${block.type}`];
  });
}

function check(thing) {
  if (thing.kind === "view") {
    const { blocks: list, ...rest } = thing.view;
    return [...problems("ModalView", { ...rest, blocks: [] }, "/view"), ...blocks(list, "/view/blocks")];
  }
  return [...(thing.blocks ? blocks(thing.blocks, "/blocks") : []), ...(thing.metadata ? problems("MessageMetadata", thing.metadata, "/metadata") : [])];
}

output(request.things.map((thing, index) => ({ index, problems: check(thing) })).filter((checked) => checked.problems.length > 0));
