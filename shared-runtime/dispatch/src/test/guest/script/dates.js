/* {"kind": "value"} */
function main() {
  const d = utils.date;
  const now = d.now();
  const attempt = (f) => {
    try {
      return f();
    } catch (e) {
      return `${e.name}: ${e.message}`;
    }
  };
  return [
    now, d.format(now, 'YYYY-MM-DD'), d.format('2024-01-09T23:04:05.006Z', 'D.M.YY dddd ddd MMMM MMM HH H hh h mm m ss s SSS A a [Day] Z'),
    d.addDays(now, 30), d.addDays('2024-02-28', -60), d.addHours(now, 1.5), d.addMinutes(now, -1), d.addMonths('2024-01-31', 1),
    d.addMonths('2024-01-31', -2), d.addYears('2024-02-29', 1), d.parse('2024-05-06'), d.toMillis(new Date(5)),
    d.diffDays('2024-03-01', '2024-02-01'), d.diffHours(now, d.addDays(now, -1)), d.startOfDay(now), d.endOfDay(now),
    d.isBefore('2024-01-01', now), d.isAfter('2024-01-01', now), d.isValid('x'), new Date().toISOString() === now,
    attempt(() => d.addDays('nonsense', 1)), attempt(() => d.addDays(now, 'x')), attempt(() => d.format({})),
  ];
}
