// kind=classic
const main = async x => 'arrow';
