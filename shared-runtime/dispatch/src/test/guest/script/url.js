/* {"kind": "value"} */
function main() {
  const show = (text, base) => {
    try {
      return new URL(text, base).href;
    } catch (e) {
      return `${e.name}: ${e.message}`;
    }
  };
  const u = new URL('https://user:pw@Example.com:443/a/../b?x=1#h');
  u.searchParams.append('y', 'a b&c');
  u.pathname = '/ä ö';
  u.port = '8443';
  return [
    u.href, [u.origin, u.host, u.hostname, u.port, u.username, u.search, u.hash, u.searchParams.get('y')],
    ['../x?y', '?z', '#h', '//q/r', '/s', '', 't'].map((text) => show(text, 'http://a/b/c?d#e')),
    ['http://[::1]:80/', 'mailto:a@b.c', 'file:///x', 'http:\\\\a\\b', 'nope', 'http://a b/', 'http://a:99999/', 'http://'].map((text) => show(text)),
    [...new URLSearchParams('a=1&b=2&a=3')], new URLSearchParams({ q: 'ü~*-._ +' }).toString(),
    URL.canParse('x'), JSON.stringify({ u: new URL('http://a') }),
  ];
}
