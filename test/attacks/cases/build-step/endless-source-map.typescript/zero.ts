export const zero = 0;
//# sourceMappingURL=../../../../dev/zero
