// Lines of text for the run's log. Both kinds of console cut what they are given here, so that nothing large crosses.

const mostShown = 8192;

function shown(text) {
  return text.length <= mostShown ? text : slice(text, 0, mostShown) + '…';
}

// Text of a value for a reader: never throws, whatever the guest's getters, toJSON or toString do.
function show(value) {
  if (typeof value === 'string') return shown(value);
  if (typeof value !== 'object' || value === null) return shown(textOf(value));
  if (isA(Error, value)) return shown(errorText(value));
  return shown(jsonText(value));
}

function jsonText(value) {
  try {
    const text = writeJson(value);
    return text === undefined ? textOf(value) : text;
  } catch {
    return textOf(value);
  }
}

// With the stack: this is the author's log.
function errorText(error) {
  try {
    const head = `${error}`;
    const stack = error.stack;
    if (typeof stack !== 'string') return head;
    return find(stack, head, 0) === 0 ? stack : `${head}\n${stack}`;
  } catch {
    return '[unprintable]';
  }
}
