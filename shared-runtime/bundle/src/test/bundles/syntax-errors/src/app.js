export function get() {
  const x = [;
}
