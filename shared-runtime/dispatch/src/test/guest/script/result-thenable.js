/* {"kind": "value"} */
function main() {
  return {
    then(resolve) {
      resolve({ then: (inner) => inner('unwrapped twice') });
    },
  };
}
