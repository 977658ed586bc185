# frozen_string_literal: true

require 'graphql'
require_relative 'failure'
require_relative 'sources'
require_relative 'task_page'

module Types
  class Object < GraphQL::Schema::Object
    private

    def row(table, id)
      id && dataloader.with(Sources::ById, table).load(id)
    end

    def referring(table, column)
      dataloader.with(Sources::Referring, table, column).load(object[:id])
    end

    def viewer?(id)
      context[:viewer]&.fetch(:id) == id
    end
  end

  class TaskStatus < GraphQL::Schema::Enum
    value 'TODO'
    value 'DOING'
    value 'DONE'
  end

  class Person < Object
    field :id, ID, null: false
    field :name, String, null: false
    field :email, String, description: 'Only for the person themself.'
    field :tasks, ['Types::Task'], null: false,
          description: 'The tasks that are assigned to the person, by ascending id.'

    def email
      viewer?(object[:id]) ? object[:email] : raise(Failure.forbidden('Only the person themself may see this'))
    end

    def tasks = referring(:tasks, :assignee_id)
  end

  class Comment < Object
    field :id, ID, null: false
    field :body, String, null: false
    field :author, Person, null: false

    def author
      row(:people, object[:author_id]) || raise(GraphQL::ExecutionError, 'The author is gone')
    end
  end

  class PageInfo < Object
    field :has_next_page, Boolean, null: false
    field :end_cursor, String, description: 'The cursor of the last edge; null when there is none.'
  end

  class TaskEdge < Object
    field :cursor, String, null: false
    field :node, 'Types::Task', null: false
  end

  class TaskConnection < Object
    field :edges, [TaskEdge], null: false
    field :page_info, PageInfo, null: false
    field :total_count, Integer, null: false,
          description: 'All tasks of the project, or all with the status that was asked for.'
  end

  class Project < Object
    field :id, ID, null: false
    field :name, String, null: false
    field :lead, Person, null: false
    field :budget_cents, Integer, null: false, description: 'Only for the lead.'
    field :wip_limit, Integer, null: false
    field :tasks, TaskConnection, null: false, connection: false,
                                  description: 'Those with the highest priority first; among equals by ascending id.' do
      argument :first, Integer, required: false
      argument :after, String, required: false
      argument :status, TaskStatus, required: false
    end

    def lead = row(:people, object[:lead_id])

    def budget_cents
      viewer?(object[:lead_id]) ? object[:budget_cents] : raise(Failure.forbidden('Only the lead may see this'))
    end

    def tasks(first: nil, after: nil, status: nil)
      TaskPage.new(object[:id], first:, after:, status:)
    end
  end

  class Task < Object
    field :id, ID, null: false
    field :title, String, null: false
    field :status, TaskStatus, null: false
    field :priority, Integer, null: false
    field :points, Integer
    field :project, Project, null: false
    field :assignee, Person
    field :comments, [Comment, { null: true }], null: false, description: 'By ascending id.'

    def project = row(:projects, object[:project_id])
    def assignee = row(:people, object[:assignee_id])
    def comments = referring(:comments, :task_id)
  end

  class Query < Object
    field :me, Person, description: 'The person who is logged in.'
    field :project, Project do
      argument :id, ID
    end
    field :projects, [Project], null: false, description: 'All projects, by ascending id.'
    field :task, Task do
      argument :id, ID
    end

    def me = context[:viewer]
    def project(id:) = row(:projects, Ids.parse(id))
    def projects = DB[:projects].order(:id).all
    def task(id:) = row(:tasks, Ids.parse(id))
  end
end
