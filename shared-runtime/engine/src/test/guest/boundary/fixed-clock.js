export function main() {
  class Mine extends Date {}
  return [Date.now(), new Date().toISOString(), Date().slice(0, 24), new Mine() instanceof Date, new Mine().getTime(), new Date(2020, 1, 29).toISOString(),
    new Date('2020-01-01').getTime(), Date.UTC(2020, 0), Date.name, Date.length, new Date().constructor === Date,
    new Intl.DateTimeFormat('en', { dateStyle: 'short' }).format(), Intl.DateTimeFormat().resolvedOptions().timeZone,
    Intl.DateTimeFormat().resolvedOptions().locale, new Date().getTimezoneOffset(), Math.random() === Math.random()];
}
