export function main() {
  for (let i = 0; i < 1000; i++) setTimeout(() => {}, 1000);
  try { setTimeout(() => {}, 1); } catch (e) { return [e.name, e.message]; }
}
