export function get( {
}
