// Places in a string: the WebAssembly counts bytes of UTF-8, JavaScript counts units of UTF-16.

const STEP = 128;

/**
 * @param {string} text
 * @returns {(byte: number) => number} the unit of `text` at which a byte of its UTF-8 begins
 */
export function unitsOf(text) {
  // For every STEP bytes: where the last character that begins at or before that byte begins, as byte and as unit.
  const marks = [0, 0];
  let byte = 0;
  let isAscii = true;
  for (let unit = 0; unit < text.length; unit++) {
    const code = text.charCodeAt(unit);
    let bytes = 1;
    let units = 1;
    if (code >= 0x80) {
      isAscii = false;
      bytes = code < 0x800 ? 2 : 3;
      if (isPair(text, unit)) [bytes, units] = [4, 2];
    }
    if (byte + bytes >= (marks.length / 2) * STEP) marks.push(byte + bytes, unit + units);
    byte += bytes;
    unit += units - 1;
  }
  if (isAscii) return (wanted) => Math.min(wanted, text.length);

  return (wanted) => {
    let mark = Math.min(Math.floor(wanted / STEP), marks.length / 2 - 1);
    if (marks[2 * mark] > wanted) mark--;
    let at = marks[2 * mark];
    let unit = marks[2 * mark + 1];
    while (at < wanted && unit < text.length) {
      const code = text.charCodeAt(unit);
      if (code < 0x80) at += 1;
      else if (code < 0x800) at += 2;
      else if (isPair(text, unit)) {
        at += 4;
        unit++;
      } else at += 3;
      unit++;
    }
    return unit;
  };
}

/** Whether a character of two units begins here. What is half of one is U+FFFD in UTF-8: three bytes. */
function isPair(text, unit) {
  const isFirst = (text.charCodeAt(unit) & 0xfc00) === 0xd800;
  return isFirst && (text.charCodeAt(unit + 1) & 0xfc00) === 0xdc00;
}
