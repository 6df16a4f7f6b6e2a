export const handleEvent = () => 1;
