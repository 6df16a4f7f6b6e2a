const handleOrderCreated = async (event) => event;
