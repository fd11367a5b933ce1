// An OpenAPI description from a package, with its schemas compiled on demand.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import Ajv from "ajv";
import addFormats from "ajv-formats";

const require = createRequire(import.meta.url);

export class Description {
  constructor(file) {
    this.document = JSON.parse(readFileSync(require.resolve(file), "utf8"));
    // Examples are not schemas, but they are full of names that would be read as keywords.
    this.ajv = new Ajv({ strict: false, allErrors: true, validateSchema: false, validateFormats: true });
    addFormats(this.ajv);
    this.ajv.addSchema({ $id: "description:/", components: { schemas: this.document.components.schemas } });
    this.compiled = new Map();
  }

  // A schema of the document, with references into the document's components.
  validator(schema) {
    if (!this.compiled.has(schema)) {
      this.compiled.set(schema, this.ajv.compile(absolute(schema)));
    }
    return this.compiled.get(schema);
  }

  deref(node) {
    let found = node;
    while (found && typeof found.$ref === "string") {
      found = found.$ref
        .slice(2)
        .split("/")
        .reduce((at, key) => at[key.replace(/~1/g, "/").replace(/~0/g, "~")], this.document);
    }
    return found;
  }

  // The names that a schema gives to an object's properties, whichever alternative they come from; null where any name is allowed.
  properties(schema, depth = 0) {
    const found = this.deref(schema);
    const names = new Set(Object.keys(found.properties ?? {}));
    if (depth > 8 || (found.additionalProperties && found.additionalProperties !== false)) {
      return null;
    }
    for (const part of [...(found.allOf ?? []), ...(found.anyOf ?? []), ...(found.oneOf ?? [])]) {
      const more = this.properties(part, depth + 1);
      if (more === null) {
        return null;
      }
      more.forEach((name) => names.add(name));
    }
    return names;
  }

  problems(schema, value) {
    const validate = this.validator(schema);
    return validate(value) ? [] : validate.errors.map((e) => `${e.instancePath || "/"} ${e.message}`);
  }
}

function absolute(node) {
  if (Array.isArray(node)) {
    return node.map(absolute);
  }
  if (node === null || typeof node !== "object") {
    return node;
  }
  return Object.fromEntries(
    Object.entries(node).map(([key, value]) =>
      key === "$ref" && typeof value === "string" ? [key, `description:/${value}`] : [key, absolute(value)],
    ),
  );
}
