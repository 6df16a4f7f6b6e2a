function handleEvent() {}
