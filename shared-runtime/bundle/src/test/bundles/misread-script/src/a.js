const of = 1, a = 1;
for (const b of /}`/g.source) {}
}}
export const c = 1;
function main() {}
