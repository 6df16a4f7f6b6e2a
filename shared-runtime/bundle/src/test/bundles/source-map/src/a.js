function main() {}
//# sourceMappingURL=http://127.0.0.1/a.js.map
//# sourceURL=file:///etc/passwd
