/* {"kind": "http"} */
function main() {
  
}
