// binding={"user":"u1"} input={"x":1}
export function main(input, bytes, binding) { return [input, binding, typeof bytes, typeof lazily, lazily.made]; }
