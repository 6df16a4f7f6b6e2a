/* {"kind": "value", "show": "log lines"} */
function main() {
  console.log('User action', { user_id: context.user.id, action: 'create' });
}
