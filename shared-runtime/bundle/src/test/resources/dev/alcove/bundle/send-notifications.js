// Cron expression: "0 9 * * *" (daily at 9 AM)
async function main() {
console.info(`Running notification job for tenant: ${context.tenant.name}`);
// Get inactive clients (no activity in 30 days)
const thirtyDaysAgo = utils.date.addDays(utils.date.now(), -30);
const clients = await services.clients.list({
filters: [
{ field: 'last_activity', operator: 'lt', value: thirtyDaysAgo }
],
limit: 100
});
let notified = 0;
for (const client of clients) {
try {
// Send notification
await services.notifications.sendEmail({
to: client.email,
subject: "We miss you!",
body: `Hello ${client.name}, we haven't seen you in 30 days.`
});
// Log the event
await events.publish('client.notified', {
client_id: client.id,
type: 'inactivity'
});
notified++;
console.log(`Notified ${client.name}`);
} catch (error) {
console.error(`Failed to notify ${client.name}: ${error.message}`);
}
}
return {
success: true,
processed: clients.length,
notified: notified
};
}
