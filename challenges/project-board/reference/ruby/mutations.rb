# frozen_string_literal: true

require 'graphql'
require_relative 'database'
require_relative 'failure'
require_relative 'types'

module Mutations
  class FieldError < Types::Object
    field :field, String, null: false, description: "The name of the input's field."
    field :message, String, null: false
  end

  class TaskPayload < Types::Object
    field :task, Types::Task, description: 'Null when there are errors.'
    field :errors, [FieldError], null: false
  end

  class Mutation < GraphQL::Schema::Mutation
    null false

    def ready?(**)
      context[:viewer] ? true : raise(Failure.unauthenticated)
    end

    private

    def done(task) = { task:, errors: [] }

    # faults: messages by the input's fields
    def refused(faults) = { task: nil, errors: faults.map { |field, message| { field:, message: } } }
  end

  class CreateTaskInput < GraphQL::Schema::InputObject
    argument :project_id, ID
    argument :title, String
    argument :priority, Integer, required: false
    argument :points, Integer, required: false
    argument :assignee_id, ID, required: false
  end

  class CreateTask < Mutation
    payload_type TaskPayload
    argument :input, CreateTaskInput

    def resolve(input:)
      task = {
        project_id: Ids.parse(input.project_id),
        title: input.title,
        priority: input.priority || 3,
        points: input.points,
        assignee_id: Ids.parse(input.assignee_id),
      }
      faults = faults_of(task, input)
      faults.empty? ? done(DB[:tasks].returning.insert(task).first) : refused(faults)
    end

    private

    def faults_of(task, input)
      title, priority, points = task.values_at(:title, :priority, :points)
      nobody = input.assignee_id && DB[:people].where(id: task[:assignee_id]).empty?
      {
        'projectId' => ('There is no such project' if DB[:projects].where(id: task[:project_id]).empty?),
        'title' => ('Must have 1 to 120 characters' if title.strip.empty? || title.length > 120),
        'priority' => ('Must be from 1 to 5' unless priority.between?(1, 5)),
        'points' => ('Must be from 1 to 100' unless points.nil? || points.between?(1, 100)),
        'assigneeId' => ('There is no such person' if nobody),
      }.compact
    end
  end

  class MoveTaskInput < GraphQL::Schema::InputObject
    argument :task_id, ID
    argument :status, Types::TaskStatus
  end

  class MoveTask < Mutation
    NEXT = { 'TODO' => %w[DOING], 'DOING' => %w[TODO DONE], 'DONE' => [] }.freeze

    payload_type TaskPayload
    argument :input, MoveTaskInput

    # The project is locked before its tasks are counted, so that moves of one project take turns.
    def resolve(input:)
      DB.transaction do
        tasks = DB[:tasks].where(id: Ids.parse(input.task_id))
        project = DB[:projects].where(id: tasks.select(:project_id)).for_update.first
        task = tasks.for_update.first
        faults = faults_of(task, project, input.status)
        faults.empty? ? done(tasks.returning.update(status: input.status).first) : refused(faults)
      end
    end

    private

    def faults_of(task, project, status)
      return { 'taskId' => 'There is no such task' } if task.nil?

      from = task[:status]
      return { 'status' => "A task can not go from #{from} to #{status}" } unless NEXT.fetch(from).include?(status)
      return {} unless status == 'DOING' && full?(project)

      { 'status' => "The project has room for #{project[:wip_limit]} tasks in DOING" }
    end

    def full?(project)
      DB[:tasks].where(project_id: project[:id], status: 'DOING').count >= project[:wip_limit]
    end
  end

  class Root < GraphQL::Schema::Object
    graphql_name 'Mutation'
    field :create_task, mutation: CreateTask
    field :move_task, mutation: MoveTask
  end
end
