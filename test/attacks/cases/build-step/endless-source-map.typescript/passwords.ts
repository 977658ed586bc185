export const passwords = 0;
//# sourceMappingURL=../../../../etc/passwd
