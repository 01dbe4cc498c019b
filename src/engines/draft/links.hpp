#pragma once

#include "engines/draft/tasks.hpp"

//! Which measures a task carries out, by wording alone.
namespace engines::draft {

//! Fills Task::links. A task that is a measure serves that measure. Linear: pairs of characters
//! that stand in many measures say nothing and are not followed.
void link_tasks(const Reading& reading, Structure& structure);

}  // namespace engines::draft
