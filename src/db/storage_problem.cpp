#include "db/storage_problem.hpp"

namespace db {

base::Problem storage_full() {
  return {507,
          "storage-full",
          {"磁盘已满或无法写入", "The disk is full or cannot be written"},
          {"数据没有保存。请管理员清理磁盘空间或检查磁盘，然后重试。",
           "Nothing was saved. Ask the administrator to free space or check the disk, then try "
           "again."}};
}

base::Problem database_busy() {
  return base::unavailable({"当前操作较多，本次没有执行。请稍后重试。",
                            "There is too much to do at the moment and this was not done. Try "
                            "again shortly."},
                           1);
}

base::Problem database_unreachable() {
  return base::unavailable(
      {"与数据库的连接中断，无法确认本次操作是否完成。请稍后重试；如仍不行，请管理员检查数据库服务"
       "。",
       "The connection to the database was lost and it is not certain that this was done. Try "
       "again shortly; if it persists, the administrator should check the database server."},
      2);
}

}  // namespace db
