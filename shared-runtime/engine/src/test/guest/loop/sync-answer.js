export function main() {
  // What is no thenable is the answer as it is when the handler returns.
  const answer = { then: 1, seen: 'at once', get asked() { return Promise.resolve().then(() => log('later')) && 'once'; } };
  Promise.resolve().then(() => { answer.seen = 'later'; });
  return answer;
}
