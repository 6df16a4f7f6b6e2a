export function main() {
  throw { get name() { throw 1; }, get message() { throw 2; }, toString() { throw 3; }, toJSON() { throw 4; } };
}
