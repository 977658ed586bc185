package app;

record Project(int id, String name, int leadId, int budgetCents, int wipLimit) {}
