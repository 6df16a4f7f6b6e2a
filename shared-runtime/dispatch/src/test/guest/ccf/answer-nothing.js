/* {"kind": "endpoint"} */
export function main() {
  
}
