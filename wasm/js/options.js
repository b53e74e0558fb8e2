// What callers ask for, checked and written as the WebAssembly reads it.

const SOURCES_HELP = 'a list of sources of metadata, such as ["json_ld", "html"]';

/** Half a pair of surrogates is U+FFFD, as everywhere where a string becomes UTF-8: JSON would keep it. */
const wellFormed = (value) => value.replace(/\p{Surrogate}/gu, "\ufffd");
/** Of a class of the language, whichever frame or context it was made in. */
const isOf = (name, value) => Object.prototype.toString.call(value) === `[object ${name}]`;
const isString = (value) => typeof value === "string";
const isStringList = (value) => isString(value) || (Array.isArray(value) && value.every(isString));
const isCount = (value) => value === Infinity || (Number.isSafeInteger(value) && value >= 0);

const oneOf = (...names) => ({
  what: names.map((name) => `"${name}"`).join(", "),
  test: isString,
  holds: (value) => names.includes(value),
  write: (value) => value,
});
const text = { what: "a string", test: isString, write: wellFormed };
const flag = { what: "true or false", test: (value) => typeof value === "boolean", write: (value) => value };
const selectors = {
  what: "a selector, or a list of them",
  test: isStringList,
  write: (value) => [value].flat().map(wellFormed),
};
// Sizes in the WebAssembly have 32 bits.
const count = {
  what: "a whole number of zero or more",
  test: (value) => typeof value === "number",
  holds: isCount,
  write: (value) => Math.min(value, 0xffffffff),
};
const offset = {
  what: "a whole number from -5 to 5",
  test: (value) => typeof value === "number",
  holds: (value) => Number.isInteger(value) && Math.abs(value) <= 5,
  write: (value) => value,
};
const time = {
  what: "a Date, or milliseconds since 1970",
  test: (value) => typeof value === "number" || isOf("Date", value),
  holds: (value) => Number.isFinite(+value),
  write: (value) => +value,
};

/** How to extract: the same for any number of inputs. */
const OPTIONS = {
  scope: oneOf("auto", "body", "page"),
  favor: oneOf("balanced", "precision", "recall"),
  comments: oneOf("auto", "keep", "drop"),
  keep: selectors,
  prune: selectors,
  headline: flag,
  markdown: flag,
  maxBytes: count,
  maxNodes: count,
  maxDepth: count,
  maxOutput: count,
  metadataSources: {
    what: SOURCES_HELP,
    test: (value) => Array.isArray(value) && value.every(isString),
    write: (value) => value.map(wellFormed),
  },
};

/** What belongs to one input. */
const HINTS = { url: text, contentType: text, language: text, title: text, referenceTime: time };

/** How an article is written. */
const PARTS = { headline: flag, images: flag, captions: flag, footnotes: flag, headingOffset: offset };
export const MARKDOWN = {
  ...PARTS,
  ruby: flag,
  frontMatter: flag,
  links: oneOf("inline", "reference", "text"),
  width: count,
};
export const HTML = { ...PARTS, linkRel: text, codeClasses: flag, links: flag };

/**
 * The options of a writer as JSON.
 *
 * @param {object | undefined} given
 * @param {object} known
 */
export function writing(given, known) {
  const how = {};
  for (const [name, value] of Object.entries(check(given, known))) how[snake(name)] = value;
  if (typeof how.links === "boolean") how.links = how.links ? "inline" : "text";
  return JSON.stringify(how);
}

/**
 * The options of a call as JSON: those of the extractor, and the hints.
 *
 * @param {object} [given]
 * @returns {{ options: string, hints: string }}
 * @throws {TypeError} for an option that there is none of, or a value of another type
 * @throws {RangeError} for a value out of those that there are
 */
export function request(given) {
  const checked = check(given, { ...OPTIONS, ...HINTS });
  const [options, hints] = [{}, {}];
  for (const [name, value] of Object.entries(checked)) {
    if (name === "maxOutput" && given[name] === Infinity) continue;
    (name in HINTS ? hints : options)[snake(name)] = value;
  }
  return { options: JSON.stringify(options), hints: JSON.stringify(hints) };
}

/**
 * What one of the functions reads: a string, or bytes.
 *
 * @param {string} name the function
 * @param {unknown} input
 * @throws {TypeError} for anything else
 */
export function inputOf(name, input) {
  if (!name.endsWith("Bytes")) {
    if (isString(input)) return input;
    throw new TypeError(`HTML is a string, not ${input === null ? "null" : typeof input}`);
  }
  if (input instanceof Uint8Array) return input;
  if (ArrayBuffer.isView(input)) return new Uint8Array(input.buffer, input.byteOffset, input.byteLength);
  if (isOf("ArrayBuffer", input) || isOf("SharedArrayBuffer", input)) return new Uint8Array(input);
  throw new TypeError("bytes are a Uint8Array or an ArrayBuffer");
}

/**
 * The JSON of an article that somebody hands in.
 *
 * @param {unknown} value
 * @throws {TypeError} for what is no string and no object
 */
export function articleOf(value) {
  if (isString(value)) return value;
  if (typeof value !== "object" || value === null) {
    throw new TypeError(`an article is an object, or its JSON, not ${shown(value)}`);
  }
  return JSON.stringify(value);
}

/**
 * The options that are set, as the WebAssembly has them. Those that are `undefined` are not set.
 *
 * @param {object | undefined} given
 * @param {object} known
 */
export function check(given, known) {
  if (given === undefined || given === null) return {};
  if (typeof given !== "object") throw new TypeError(`the options are an object, not ${shown(given)}`);
  const checked = {};
  for (const [name, value] of Object.entries(given)) {
    if (!Object.hasOwn(known, name)) {
      throw new TypeError(`there is no option \`${name}\`: known are ${Object.keys(known).join(", ")}`);
    }
    if (value === undefined) continue;
    const { what, test, holds, write } = known[name];
    const Problem = test(value) ? RangeError : TypeError;
    if (!test(value) || (holds && !holds(value))) {
      throw new Problem(`the option \`${name}\` is ${/^"/.test(what) ? `one of ${what}` : what}, not ${shown(value)}`);
    }
    checked[name] = write(value);
  }
  return checked;
}

/**
 * An error of the WebAssembly about options, as JavaScript would have it.
 *
 * @param {unknown} error
 * @param {object} [given] the options of the call
 */
export function explained(error, given) {
  if (!(error instanceof Error)) return error;
  const message = error.message.replace(/ at line \d+ column \d+$/, "");
  const [, selector] = /^cannot use the selector `([^]*)`: at byte /.exec(message) ?? [];
  if (selector !== undefined) {
    const isKeep = [given?.keep].flat().some((one) => isString(one) && wellFormed(one) === selector);
    const name = isKeep ? "keep" : "prune";
    return new SyntaxError(`the option \`${name}\`: ${message}`, { cause: error });
  }
  if (/^unknown variant /.test(message)) {
    return new RangeError(`the option \`metadataSources\`: ${message}`, { cause: error });
  }
  return error;
}

const snake = (name) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

function shown(value) {
  if (typeof value === "function") return "a function";
  const Kind = typeof value === "object" && value !== null ? Object.getPrototypeOf(value)?.constructor : undefined;
  // A URL would look like the string that it is not.
  if (typeof Kind === "function" && Kind !== Object && Kind !== Array) return `an object of the kind ${Kind.name}`;
  if (typeof value === "bigint" || typeof value === "symbol") return String(value);
  let json;
  try {
    json = JSON.stringify(value);
  } catch {
    // It holds itself, or what JSON has no words for.
  }
  if (json !== undefined && json !== "null" && json.length <= 60) return json;
  return typeof value === "object" && value !== null ? "such a value" : String(value);
}
