-- The departments of each agent, which several statements spelled out.
create view agent_departments as
  select staff_members.id as agent_id, staff_departments.department from staff_members
  join staff_departments on staff_member_id = staff_members.id
  where 'agent' = any (roles) and status = 'active';
-- Whose open work an agent finds with nobody to do it: of a colleague who left, or works elsewhere now.
create view lost_assignments as
  select mine.agent_id, mine.department, others.id as assignee_id from agent_departments mine
  cross join staff_members others
  where not exists (select from agent_departments theirs
    where theirs.agent_id = others.id and theirs.department = mine.department);
-- As large as what is assigned and open; on a large table it is made beforehand, as the README says.
create index if not exists submissions_open_of_department_and_assignee
  on submissions (department, assignee_id, filed_at desc, id desc)
  where assignee_id is not null and submission_is_open(status);
